/** A node of a real cluster is broken by hand and mended again while it is watched: the watch names node and time, and leaves nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { nodeShell } from '../cluster/k3s/node-shell.ts';
import { docker, NOTHING, startCli } from '../run/cli-fixture.ts';

const AT_MOST_MS = 120_000;

/**
 * Before any rule of kube-proxy. Only what opens a connection to the node itself: replies to what a node masquerades have such
 * ports too, and what its pods send elsewhere passes here. @param action -I or -D.
 */
const drop = (action: string) =>
  `iptables -w 5 -t raw ${action} PREROUTING -p tcp --syn --dport 30000:32767 -m addrtype --dst-type LOCAL -j DROP`;

/** Each path has been answered by then, in ms. */
const FIRST_PROBES_MS = 2_000;

const BROKEN_MS = 6_000;

/** An interval may begin and end so much later or earlier than what caused it, in ms. */
const RIGHT_WITHIN_MS = 2_000;

test(
  "a node's nodePorts dropped for a while: the paths to it were broken from then to then, no other, and Ctrl-C removes everything",
  async () => {
    await using cli = await startCli(['--wait-and-watch', '--nodes', '2']);
    await cli.seen(/^watching \d+ paths/m);
    const agent = `${await cli.runId()}-agent-1`;
    const { Id: containerId } = await docker.getContainer(agent).inspect();
    const shell = nodeShell({ name: agent, containerId });
    await sleep(FIRST_PROBES_MS);
    await shell.run(drop('-I'));
    const from = Date.now();
    await cli.seen(/ ✗ broken: outside: .*, TCP: timeout /);
    await sleep(from + BROKEN_MS - Date.now());
    await shell.run(drop('-D'));
    const to = Date.now();
    await cli.seen(/ ✓ answered again after \S+ s: outside: /);
    cli.child.kill('SIGINT');

    const { exitCode, stderr } = await cli.ended;
    const stopping = 'SIGINT: stopping, and removing what was made (once more to end at once)\n';
    expect({ exitCode, stderr, left: await cli.left() }).toEqual({ exitCode: 1, stderr: stopping, left: NOTHING });
    const report = cli.report();
    expect(report).toMatchObject({ verdict: 'failed', errors: [] });
    const failed = report.requirements.filter(({ verdict }) => verdict === 'failed');
    const others = report.requirements.flatMap(({ verdict, explanation }) => (verdict === 'failed' ? [] : explanation));
    expect({ ids: failed.map(({ id }) => id), others }).toEqual({
      ids: ['ARTICLE-7', 'NODEPORT-1'],
      others: ['', '', ''],
    });
    const rows = failed.flatMap(({ tables }) => tables.flatMap((table) => table.rows));
    // From outside, and from each of two pods and from the other node.
    expect(rows).toHaveLength(4);
    for (const [what, began = '', ended = '', , path, seen] of rows) {
      expect({ what, path, seen }).toEqual({
        what: 'broken',
        path: expect.stringMatching(new RegExp(`-> nodePort \\S+ of \\S+ on node ${agent}, TCP$`)),
        seen: expect.stringMatching(/timeout.*; pod IPs answered from there all the while: the Service$/),
      });
      expect(Math.abs(Date.parse(began) - from)).toBeLessThan(RIGHT_WITHIN_MS);
      expect(Math.abs(Date.parse(ended) - to)).toBeLessThan(RIGHT_WITHIN_MS);
    }
    const timelines = failed.flatMap(({ cells }) => cells.flatMap(({ holds, timeline }) => (holds ? [] : timeline)));
    expect(timelines).toHaveLength(4);
    for (const each of timelines) {
      expect(each?.marks.map(({ text }) => text)).toEqual(['broken from here', 'answered again']);
      expect(each?.runs.map(({ outcome }) => outcome)).toEqual(['answered', 'timeout', 'answered']);
    }
  },
  AT_MOST_MS,
);
