import type { IpFamily, ProxyMode } from '../cluster.ts';
import type { Labels } from '../labels.ts';
import { nodeAddress, type Subnets } from './subnets.ts';

/** What the throwaway cluster is to be. */
export interface K3sSettings {
  /** Unique to the run; part of every container's and node's name. At most 40 of [a-z0-9-]. */
  readonly runId: string;
  /** At least 1: the first is the server. */
  readonly nodes: number;
  readonly k3sImage: string;
  /** k3s' own choice if it is not given; `none`: no kube-proxy on any node. */
  readonly proxyMode?: ProxyMode | 'none' | undefined;
  /** IPv4 if it is not given. */
  readonly ipFamily?: IpFamily;
  /** From `runLabels`: what says whose the cluster is. */
  readonly labels: Labels;
  /** True: it may outlive its process, if that leaves it; then only `cleanEngine` removes it. */
  readonly keep?: boolean;
  readonly extraServerArgs?: readonly string[];
  readonly extraAgentArgs?: readonly string[];
}

export interface NodePlan {
  readonly role: 'server' | 'agent';
  /** Name of the node, of its container, and its hostname. */
  readonly name: string;
  readonly args: readonly string[];
  /** On the nodes' network. Fixed, since an engine may give another one to a container that is started again. */
  readonly addresses: { readonly ipv4: string; readonly ipv6?: string };
}

export interface EngineFacts {
  readonly cgroupVersion: '1' | '2';
  /** Address of the Docker host. */
  readonly hostAddress: string;
}

/** Ranges of pods and Services, where they are not k3s' own. */
const RANGES: Readonly<Record<IpFamily, readonly string[]>> = {
  ipv4: [],
  dual: ['--cluster-cidr=10.42.0.0/16,fd00:42::/56', '--service-cidr=10.43.0.0/16,fd00:43::/112'],
  ipv6: [
    '--cluster-cidr=fd00:42::/56',
    '--service-cidr=fd00:43::/112',
    '--kube-controller-manager-arg=node-cidr-mask-size=64',
  ],
};

/** The nodes with the commands that they run, the server first. */
export function planNodes(settings: K3sSettings, engine: EngineFacts, subnets: Subnets): [NodePlan, ...NodePlan[]] {
  const { runId, nodes, proxyMode, ipFamily = 'ipv4', extraServerArgs = [], extraAgentArgs = [] } = settings;
  const common = [
    // From 1.35 on a kubelet refuses cgroup v1 unless it is told not to.
    ...(engine.cgroupVersion === '1' ? ['--kubelet-arg=fail-cgroupv1=false'] : []),
    ...(proxyMode && proxyMode !== 'none' ? [`--kube-proxy-arg=proxy-mode=${proxyMode}`] : []),
  ];
  const plan = (index: number, name: string, role: NodePlan['role'], ...args: string[]): NodePlan => {
    const addresses = nodeAddresses(subnets, index);
    return { role, name, args: [role, ...args, ...common, ...nodeIp(ipFamily, addresses)], addresses };
  };
  const server = plan(
    0,
    `${runId}-server`,
    'server',
    '--disable=traefik',
    '--disable=servicelb',
    '--disable=metrics-server',
    `--tls-san=${engine.hostAddress}`,
    // A flag of the server alone: agents ask it (k3s pkg/agent/config KubeProxyDisabled).
    ...(proxyMode === 'none' ? ['--disable-kube-proxy'] : []),
    ...RANGES[ipFamily],
  );
  const agents = Array.from({ length: nodes - 1 }, (_, i) => plan(i + 1, `${runId}-agent-${i + 1}`, 'agent'));
  return [
    { ...server, args: [...server.args, ...extraServerArgs] },
    ...agents.map((agent) => ({ ...agent, args: [...agent.args, ...extraAgentArgs] })),
  ];
}

function nodeAddresses({ ipv4, ipv6 }: Subnets, index: number): NodePlan['addresses'] {
  return { ipv4: nodeAddress(ipv4, index), ...(ipv6 !== undefined && { ipv6: nodeAddress(ipv6, index) }) };
}

/** k3s finds a single IPv4 address by itself, and no other. */
function nodeIp(ipFamily: IpFamily, { ipv4, ipv6 }: NodePlan['addresses']): string[] {
  if (ipFamily === 'ipv4') return [];
  return [`--node-ip=${ipFamily === 'dual' ? `${ipv4},${ipv6}` : ipv6}`];
}
