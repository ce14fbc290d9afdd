import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import Docker from 'dockerode';
import { Kube } from '../../kube/client.ts';
import { Ladder } from '../ladder.ts';
import { failedStart, leftOf, testSettings, volumes } from './engine-fixture.ts';
import { startK3s } from './start.ts';

const docker = new Docker();
const MINUTE = 60_000;

/** From a node's word in the engine's log to whoever follows that log, in ms. */
const FOLLOWED_MS = 500;

test(
  'a cluster comes up, says when a node dies, and leaves nothing behind',
  async () => {
    const before = await volumes(docker);
    const settings = testSettings();
    using ladder = new Ladder({ within: 50_000 });
    {
      await using k3s = await startK3s(settings, ladder);
      expect(ladder.rungs.map(({ name }) => name)).toEqual([
        'Docker engine reachable',
        'images present',
        'network created',
        'containers started',
        'API server ready',
        'every node Ready',
        'kube-dns has endpoints',
      ]);
      const [server, agent] = [`${settings.runId}-server`, `${settings.runId}-agent-1`];
      expect(k3s.nodes.map(({ name }) => name)).toEqual([server, agent]);
      const config = new KubeConfig();
      config.loadFromString(k3s.kubeconfig);
      await using kube = new Kube(config);
      const { items } = await kube.core.listNode({});
      expect(items.map(({ metadata }) => metadata?.name).sort()).toEqual([agent, server]);
      for (const { containerId = '', internalIPs } of k3s.nodes) {
        const { NetworkSettings, HostConfig } = await docker.getContainer(containerId).inspect();
        expect(Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress)).toEqual(internalIPs);
        expect(HostConfig.Binds ?? []).toEqual([]);
      }
      expect(k3s.log(agent).length).toBeGreaterThan(0);
      await docker.getContainer(agent).kill();
      const { node, message } = await k3s.died;
      expect(node).toBe(agent);
      expect(message).toContain(
        `node ${agent} exited with code 137: it was killed: by somebody, or for lack of memory (see \`docker info\` and \`dmesg\`)\nlast lines of ${agent}'s log:\n  `,
      );
      await k3s[Symbol.asyncDispose]();
    }
    expect(await leftOf(docker, settings.runId)).toEqual([]);
    expect(await volumes(docker)).toEqual(before);
  },
  MINUTE,
);

test(
  'removing a cluster is no death of a node',
  async () => {
    const settings = testSettings({ nodes: 1 });
    using ladder = new Ladder({ within: 50_000 });
    const k3s = await startK3s(settings, ladder);
    let died = false;
    void k3s.died.then(() => {
      died = true;
    });
    await Promise.all([k3s[Symbol.asyncDispose](), k3s[Symbol.asyncDispose]()]);
    await sleep(500);
    expect(died).toBe(false);
    expect(await leftOf(docker, settings.runId)).toEqual([]);
  },
  MINUTE,
);

test(
  'an image that nobody has is named, and nothing is left',
  async () => {
    const settings = testSettings({ k3sImage: '127.0.0.1:1/no-such-k3s:v0' });
    const error = await failedStart(settings);
    expect(error.message).toMatch(
      /^start failed at "images present" after \d\.\d s: image 127\.0\.0\.1:1\/no-such-k3s:v0 can't be pulled: .*connection refused.*; try `docker pull 127\.0\.0\.1:1\/no-such-k3s:v0`, or set K3S_IMAGE to an image that the engine has$/,
    );
    expect(await leftOf(docker, settings.runId)).toEqual([]);
  },
  MINUTE,
);

test(
  'a kube-dns that never comes is named',
  async () => {
    const settings = testSettings({ nodes: 1, extraServerArgs: ['--disable=coredns'] });
    const error = await failedStart(settings, { within: 25_000 });
    expect(error.rung).toBe('kube-dns has endpoints');
    expect(error.message).toMatch(
      /^start failed at "kube-dns has endpoints" after \d+\.\d s: out of time after \d+ looks; last: kube-dns has no pods: is CoreDNS disabled\?; /,
    );
    expect(await leftOf(docker, settings.runId)).toEqual([]);
  },
  MINUTE,
);

/** On a quick machine the API server is ready before an agent has said its first word. */
async function killOnceLogged(name: string): Promise<void> {
  const container = docker.getContainer(name);
  while ((await container.logs({ stdout: true, stderr: true })).length === 0) await sleep(50);
  await sleep(FOLLOWED_MS);
  await container.kill();
}

test(
  'a node that is killed during the start ends it at once, with its log',
  async () => {
    const settings = testSettings();
    const agent = `${settings.runId}-agent-1`;
    const began = performance.now();
    const error = await failedStart(settings, {
      onRung: (name, state) => {
        if (name === 'API server ready' && state === 'done') void killOnceLogged(agent);
      },
    });
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(error).toMatchObject({ rung: 'every node Ready', node: agent });
    expect(error.message).toContain(`: node ${agent} exited with code 137: it was killed`);
    expect(error.message).toContain(`\nlast lines of ${agent}'s log:\n  `);
    expect(await leftOf(docker, settings.runId)).toEqual([]);
  },
  MINUTE,
);

test(
  'a node that can not run what it is told ends the start with its own words',
  async () => {
    const settings = testSettings({ extraAgentArgs: ['--no-such-flag'] });
    const error = await failedStart(settings);
    expect(error.node).toBe(`${settings.runId}-agent-1`);
    expect(error.message).toMatch(
      /exited with code \d+: what it could not do stands at the end of its log\nlast lines/,
    );
    expect(error.message).toContain('no-such-flag');
    expect(await leftOf(docker, settings.runId)).toEqual([]);
  },
  MINUTE,
);

test.each(['network created', 'containers started', 'API server ready'])(
  'interrupted at "%s" it leaves nothing',
  async (rung) => {
    const settings = testSettings();
    const interrupt = new AbortController();
    const error = await failedStart(settings, {
      signal: interrupt.signal,
      onRung: (name, state) => {
        if (name === rung && state === 'start')
          setTimeout(() => interrupt.abort(new Error('interrupted by SIGINT')), 5);
      },
    });
    expect(error.message).toMatch(/^start failed at ".*" after \d+\.\d s: interrupted by SIGINT$/);
    await sleep(1_000);
    expect(await leftOf(docker, settings.runId)).toEqual([]);
  },
  MINUTE,
);

test(
  'a start that is out of time says which node it waited for',
  async () => {
    const settings = testSettings();
    const error = await failedStart(settings, { within: 8_500 });
    expect(error.message).toMatch(
      /: out of time after \d+ looks; last: .*; `docker info` tells whether .*\nlast lines of /,
    );
    expect(error.node).toMatch(new RegExp(`^${settings.runId}-`));
    expect(await leftOf(docker, settings.runId)).toEqual([]);
  },
  MINUTE,
);
