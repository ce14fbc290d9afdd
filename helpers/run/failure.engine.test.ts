/** A node of a real cluster is broken by hand while a run starts: what it leaves about the failure names the node, and the cause. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { nodeShell } from '../cluster/k3s/node-shell.ts';
import { docker, NOTHING, startCli } from './cli-fixture.ts';

const AT_MOST_MS = 120_000;

/** Drops what comes to the nodePorts of a node, before any rule of its kube-proxy. */
const DROP = 'iptables -w 5 -t raw -I PREROUTING -p tcp --dport 30000:32767 -j DROP';

/** Says what the facts say in a process that knows nothing else. */
const PROGRAM = `
  import { readFileSync } from 'node:fs';
  import { diagnose } from ${JSON.stringify(new URL('../report/diagnosis/diagnose.ts', import.meta.url).href)};
  console.log(JSON.stringify(diagnose(JSON.parse(readFileSync(process.argv[1], 'utf8')))));`;

test(
  'nodePorts that one node drops: its folder has the rule that drops them, and the diagnosis names node and rule',
  async () => {
    const argv = ['--nodes', '2', '--focus', 'ARTICLE-8', '--bound', 'service-programmed=3s'];
    await using cli = await startCli(argv);
    await cli.seen(/^outside client: /m);
    const [server, agent] = [`${await cli.runId()}-server`, `${await cli.runId()}-agent-1`];
    const { Id: containerId } = await docker.getContainer(agent).inspect();
    await nodeShell({ name: agent, containerId }).run(DROP);
    const { exitCode, stdout, stderr } = await cli.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });

    const [result] = cli.report().requirements;
    const rule = 'iptables raw PREROUTING "-p tcp -m tcp --dport 30000:32767 -j DROP"';
    expect(result?.diagnosis).toEqual([
      expect.stringMatching(
        new RegExp(`^seen: node ${agent} answers on no nodePort \\(0 of \\d+ probes\\), while ${server} does$`),
      ),
      `seen: node ${agent} has, and ${server} has not, a rule that drops: ${rule}`,
      `likely: that rule is why node ${agent} fails: it takes what is sent to the Service there`,
    ]);
    expect(stdout).toContain(`  diagnosis:\n        ${result?.diagnosis[0]}\n`);

    const folder = join(cli.folder, 'report', 'failures', 'ARTICLE-8');
    expect(readdirSync(folder).sort()).toEqual(
      [
        ...['diagnosis.txt', 'endpoints.txt', 'events.txt', 'facts.json', 'objects.yaml', 'probes.txt', 'proxy.txt'],
        ...['requirement.json', 'rules-diff.txt', `rules-${agent}.txt`, `rules-${server}.txt`],
      ].sort(),
    );
    const text = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(JSON.parse(text('requirement.json'))).toMatchObject({ id: 'ARTICLE-8', verdict: 'failed' });
    expect(text('rules-diff.txt')).toContain('+ iptables raw PREROUTING: -p tcp -m tcp --dport 30000:32767 -j DROP\n');
    expect(text(`rules-${agent}.txt`)).toMatch(/--dport \d+ -j KUBE-EXT-|goto external-/);
    expect(text('proxy.txt')).toMatch(new RegExp(`^node ${agent}\n  mode: \\w+\n  healthz: .*lastUpdated`, 'm'));
    expect(text('objects.yaml')).toContain('name: nodeport-service');
    expect(readdirSync(folder).filter((name) => /managedFields|kind: Secret/.test(text(name)))).toEqual([]);
    expect(JSON.parse(text('facts.json'))).toMatchObject({ id: 'ARTICLE-8', missing: [] });

    const again = spawnSync(process.execPath, ['--input-type=module', '--eval', PROGRAM, join(folder, 'facts.json')]);
    expect(JSON.parse(again.stdout.toString())).toEqual(result?.diagnosis);
    expect(await cli.left()).toEqual(NOTHING);
  },
  AT_MOST_MS,
);
