import { expect, test } from '@jest/globals';
import { planNodes } from './settings.ts';

const settings = { runId: 'r1', nodes: 3, k3sImage: 'i', labels: {} };

test('one server and as many agents as are left', () => {
  expect(planNodes(settings, { cgroupVersion: '2', hostAddress: '127.0.0.1' })).toEqual([
    {
      role: 'server',
      name: 'r1-server',
      args: ['server', '--disable=traefik', '--disable=servicelb', '--disable=metrics-server', '--tls-san=127.0.0.1'],
    },
    { role: 'agent', name: 'r1-agent-1', args: ['agent'] },
    { role: 'agent', name: 'r1-agent-2', args: ['agent'] },
  ]);
});

test('cgroup v1 and the proxy mode concern every node, extra arguments their own role', () => {
  const plans = planNodes(
    {
      ...settings,
      nodes: 2,
      proxyMode: 'nftables',
      extraServerArgs: ['--disable=coredns'],
      extraAgentArgs: ['--node-label=a=b'],
    },
    { cgroupVersion: '1', hostAddress: '127.0.0.1' },
  );
  const both = ['--kubelet-arg=fail-cgroupv1=false', '--kube-proxy-arg=proxy-mode=nftables'];
  expect(plans[0].args.slice(5)).toEqual([...both, '--disable=coredns']);
  expect(plans[1]?.args).toEqual(['agent', ...both, '--node-label=a=b']);
});

test('a single node has no agents', () => {
  expect(planNodes({ ...settings, nodes: 1 }, { cgroupVersion: '2', hostAddress: '::1' })).toHaveLength(1);
});
