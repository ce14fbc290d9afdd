import { expect, test } from '@jest/globals';
import { planNodes } from './settings.ts';

const subnets = { ipv4: '172.18.0.0/16' };
const settings = { runId: 'r1', nodes: 3, k3sImage: 'i', labels: {} };

test('one server and as many agents as are left', () => {
  expect(planNodes(settings, { cgroupVersion: '2', hostAddress: '127.0.0.1' }, subnets)).toEqual([
    {
      role: 'server',
      name: 'r1-server',
      args: ['server', '--disable=traefik', '--disable=servicelb', '--disable=metrics-server', '--tls-san=127.0.0.1'],
      addresses: { ipv4: '172.18.0.2' },
    },
    { role: 'agent', name: 'r1-agent-1', args: ['agent'], addresses: { ipv4: '172.18.0.3' } },
    { role: 'agent', name: 'r1-agent-2', args: ['agent'], addresses: { ipv4: '172.18.0.4' } },
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
    subnets,
  );
  const both = ['--kubelet-arg=fail-cgroupv1=false', '--kube-proxy-arg=proxy-mode=nftables'];
  expect(plans[0].args.slice(5)).toEqual([...both, '--disable=coredns']);
  expect(plans[1]?.args).toEqual(['agent', ...both, '--node-label=a=b']);
});

test('a single node has no agents', () => {
  expect(planNodes({ ...settings, nodes: 1 }, { cgroupVersion: '2', hostAddress: '::1' }, subnets)).toHaveLength(1);
});

const engine = { cgroupVersion: '2', hostAddress: '127.0.0.1' } as const;
const both = { ...subnets, ipv6: 'fd01:02a0:b0ff::/64' };

test('dual-stack: every node is told its two addresses, the server the ranges', () => {
  const [server, agent] = planNodes({ ...settings, ipFamily: 'dual' }, engine, both);
  expect(server.args.slice(5)).toEqual([
    '--cluster-cidr=10.42.0.0/16,fd00:42::/56',
    '--service-cidr=10.43.0.0/16,fd00:43::/112',
    '--node-ip=172.18.0.2,fd01:02a0:b0ff::2',
  ]);
  expect(agent).toEqual({
    role: 'agent',
    name: 'r1-agent-1',
    args: ['agent', '--node-ip=172.18.0.3,fd01:02a0:b0ff::3'],
    addresses: { ipv4: '172.18.0.3', ipv6: 'fd01:02a0:b0ff::3' },
  });
});

test('IPv6 alone: nodes, pods and Services have no IPv4 address', () => {
  const [server, agent] = planNodes({ ...settings, ipFamily: 'ipv6' }, engine, both);
  expect(server.args.slice(5)).toEqual([
    '--cluster-cidr=fd00:42::/56',
    '--service-cidr=fd00:43::/112',
    '--kube-controller-manager-arg=node-cidr-mask-size=64',
    '--node-ip=fd01:02a0:b0ff::2',
  ]);
  expect(agent?.args).toEqual(['agent', '--node-ip=fd01:02a0:b0ff::3']);
});

test('without kube-proxy the server alone is told so: agents know no such flag', () => {
  const [server, agent] = planNodes({ ...settings, proxyMode: 'none' }, engine, subnets);
  expect(server.args.slice(5)).toEqual(['--disable-kube-proxy']);
  expect(agent?.args).toEqual(['agent']);
});
