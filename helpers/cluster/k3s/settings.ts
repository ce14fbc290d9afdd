import type { ProxyMode } from '../cluster.ts';
import type { Labels } from '../labels.ts';

/** What the throwaway cluster is to be. */
export interface K3sSettings {
  /** Unique to the run; part of every container's and node's name. At most 40 of [a-z0-9-]. */
  readonly runId: string;
  /** At least 1: the first is the server. */
  readonly nodes: number;
  readonly k3sImage: string;
  /** k3s' own choice if it is not given. */
  readonly proxyMode?: ProxyMode | undefined;
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
}

export interface EngineFacts {
  readonly cgroupVersion: '1' | '2';
  /** Address of the Docker host. */
  readonly hostAddress: string;
}

/** The nodes with the commands that they run, the server first. */
export function planNodes(settings: K3sSettings, engine: EngineFacts): [NodePlan, ...NodePlan[]] {
  const { runId, nodes, proxyMode, extraServerArgs = [], extraAgentArgs = [] } = settings;
  const common = [
    // From 1.35 on a kubelet refuses cgroup v1 unless it is told not to.
    ...(engine.cgroupVersion === '1' ? ['--kubelet-arg=fail-cgroupv1=false'] : []),
    ...(proxyMode ? [`--kube-proxy-arg=proxy-mode=${proxyMode}`] : []),
  ];
  const server: NodePlan = {
    role: 'server',
    name: `${runId}-server`,
    args: [
      'server',
      '--disable=traefik',
      '--disable=servicelb',
      '--disable=metrics-server',
      `--tls-san=${engine.hostAddress}`,
      ...common,
      ...extraServerArgs,
    ],
  };
  const agents = Array.from({ length: nodes - 1 }, (_, i): NodePlan => {
    return { role: 'agent', name: `${runId}-agent-${i + 1}`, args: ['agent', ...common, ...extraAgentArgs] };
  });
  return [server, ...agents];
}
