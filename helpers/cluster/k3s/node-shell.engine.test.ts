/** Nodes of a real cluster are disturbed, and put back or not. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { isNotFound } from '../../kube/api-error.ts';
import { Kube } from '../../kube/client.ts';
import { eventually, NotYet } from '../../kube/eventually.ts';
import { Ladder } from '../ladder.ts';
import { testSettings } from './engine-fixture.ts';
import { nodeShell } from './node-shell.ts';
import { putBack } from './node-state.ts';
import { startK3s } from './start.ts';
import type { StartedK3s } from './started.ts';

const MINUTE = 60_000;
const settings = testSettings();
const name = `${settings.runId}-agent-1`;
let k3s: StartedK3s;
let kube: Kube;

beforeAll(async () => {
  using ladder = new Ladder({ within: 50_000 });
  k3s = await startK3s(settings, ladder);
  const config = new KubeConfig();
  config.loadFromString(k3s.kubeconfig);
  kube = new Kube(config);
  await served();
}, MINUTE);

/** A node's rules still change until it serves the one Service with endpoints that a new cluster has. */
async function served(): Promise<void> {
  const look = async () => {
    for (const node of k3s.nodes) {
      const { stdout } = await nodeShell(node).run('iptables-save');
      const rules = stdout.split('\n').filter((line) => line.includes('kube-system/kube-dns:'));
      if (rules.length === 0 || rules.some((line) => line.includes('REJECT')))
        throw new NotYet(`${node.name} does not`);
    }
  };
  await eventually('kube-dns served on every node', look, { within: 30_000, every: 500 });
}

afterAll(async () => {
  await kube?.[Symbol.asyncDispose]();
  await k3s?.[Symbol.asyncDispose]();
}, MINUTE);

const agent = () => k3s.nodes[1] ?? { name: '', internalIPs: [] };

test('a command says what came of it', async () => {
  const shell = nodeShell(agent());
  expect(await shell.run('echo out; echo err >&2')).toEqual({ exitCode: 0, stdout: 'out\n', stderr: 'err\n' });
  expect(await shell.run(['printf', '%s', 'a b'])).toMatchObject({ stdout: 'a b' });
  await expect(shell.run('echo no >&2; exit 7')).rejects.toThrow(
    `node ${name}: \`echo no >&2; exit 7\` ended with code 7: no`,
  );
  await expect(shell.run('sleep 5', { within: 300 })).rejects.toThrow(
    `node ${name}: \`sleep 5\` did not end within 300 ms`,
  );
  expect(() => nodeShell({ name: 'theirs' })).toThrow(
    'node theirs is no container of ours, so nothing can be run in it',
  );
});

test(
  'a rule that is left behind is named with its node, one that is taken away again is not',
  async () => {
    const shell = nodeShell(agent());
    const rule = 'FORWARD -s 198.18.0.1/32 -j DROP';
    expect(
      await putBack([agent()], async () => {
        await shell.run(`iptables -w 5 -I ${rule}`);
        await shell.run(`iptables -w 5 -D ${rule}`);
        return 'done';
      }),
    ).toBe('done');
    const left = `not put back within 2 s: node ${name}: iptables filter FORWARD has more: "-s 198.18.0.1/32 -j DROP"; start a new cluster`;
    await expect(
      putBack(k3s.nodes, async () => void (await shell.run(`iptables -w 5 -I ${rule}`)), { within: 2_000 }),
    ).rejects.toThrow(left);
    const failing = async () => {
      await shell.run(`iptables -w 5 -D ${rule}; ip route add 198.18.0.0/15 via 127.0.0.1 dev lo`);
      throw new Error('the body failed');
    };
    await expect(putBack([agent()], failing, { within: 2_000 })).rejects.toThrow(
      /^the body failed\nand besides: not put back within 2 s: .*routes has more: "198\.18\.0\.0\/15 via 127\.0\.0\.1 dev lo"/,
    );
  },
  MINUTE,
);

test('a node that is paused takes no command until it goes on', async () => {
  const shell = nodeShell(agent());
  await shell.pause();
  await expect(shell.run('true')).rejects.toThrow(/the Docker engine refused to run `true` in node .* is paused/);
  await shell.unpause();
  expect(await shell.run('true')).toMatchObject({ exitCode: 0 });
});

test('the server, whose port would change, is not restarted', async () => {
  const [server] = k3s.nodes;
  await expect(nodeShell(server ?? agent()).restart()).rejects.toThrow(
    `node ${settings.runId}-server is not restarted: it publishes ports, which a restart would change: restart another node`,
  );
});

test(
  'a node that is restarted comes back at its address and is not taken for dead; one that then ends is',
  async () => {
    let died = '';
    void k3s.died.then(({ node }) => {
      died = node;
    });
    const restarted = Date.now();
    await nodeShell(agent()).restart(async () => {
      await expect(nodeShell(agent()).run('true')).rejects.toThrow(/is not running/);
    });
    await eventually(
      'its kubelet renews its lease again',
      async () => {
        const path = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}`;
        const lease = await kube.raw(path, {}).catch((error: Error) => {
          // Restarted so soon after its start, it has none yet.
          throw isNotFound(error) ? new NotYet(error.message, { cause: error }) : error;
        });
        if (Date.parse(JSON.parse(lease).spec.renewTime) < restarted) throw new NotYet('not yet');
      },
      { within: 30_000 },
    );
    const { status } = await kube.core.readNode({ name });
    const addresses = status?.addresses?.filter(({ type }) => type === 'InternalIP').map(({ address }) => address);
    expect(addresses).toEqual(agent().internalIPs);
    expect(died).toBe('');
    await nodeShell(agent()).run('kill -TERM 1');
    expect((await k3s.died).node).toBe(name);
  },
  MINUTE,
);
