/** Where a probe of a plan goes to, and where an address is, on one side. */
import type { V1Service } from '@kubernetes/client-node';
import type { Client, Protocol, Target } from '../cluster/reference/routing/cluster-model.ts';
import { PODS, type ProbePlan } from './plan.ts';
import type { Side } from './side.ts';

/** No Service of a comparison declares it, and nobody listens on it. */
const UNDECLARED = 6543;

/** The client of a probe; outside it is seen as nobody's address. */
export function clientOf({ clients, nodes }: Side, { from, at }: ProbePlan): Client {
  const node = nodes[at];
  const pod = clients.find((each) => each.node === node?.name && each.hostNetwork === (from === 'node'));
  if (!node || !pod) throw new Error(`there is no client pod on node ${at + 1}`);
  if (from === 'outside') return { kind: 'outside', address: 'outside' };
  return { kind: from, node: node.name, address: pod.address };
}

/** What a probe dials. @param nobody an address of the service range that no Service has. */
export function targetOf({ nodes, pods }: Side, { spec }: V1Service, probe: ProbePlan, nobody: string): Target {
  const ports = spec?.ports ?? [];
  const { port = 0, nodePort = 0, protocol: stated = 'TCP' } = ports[probe.port % ports.length] ?? {};
  const protocol = stated as Protocol;
  const other: Protocol = protocol === 'TCP' ? 'UDP' : 'TCP';
  const clusterIP = spec?.clusterIP ?? '';
  const node = nodes[probe.node] ?? { internalIP: '' };
  // A Service without nodePorts is asked for the number that nobody declares.
  const door = nodePort || UNDECLARED;
  const pod = pods.get(PODS[probe.pod]?.name ?? '')?.address ?? '';
  const targets: Record<ProbePlan['to'], Target> = {
    ClusterIP: { address: clusterIP, port, protocol },
    'undeclared port of the ClusterIP': { address: clusterIP, port: UNDECLARED, protocol },
    'other protocol of the ClusterIP': { address: clusterIP, port, protocol: other },
    'nodePort on the ClusterIP': { address: clusterIP, port: door, protocol },
    'ClusterIP of nobody': { address: nobody, port, protocol },
    nodePort: { address: node.internalIP, port: door, protocol },
    // What becomes of it on the way to another node is the pod network's matter.
    'nodePort on the bridge': { address: nodes[probe.at]?.gateway ?? '', port: door, protocol },
    'nodePort over the other protocol': { address: node.internalIP, port: door, protocol: other },
    // A client outside has a loopback of its own, and is not asked about it.
    'nodePort on loopback': { address: probe.from === 'outside' ? node.internalIP : '127.0.0.1', port: door, protocol },
    'port of the ClusterIP on a node': { address: node.internalIP, port, protocol },
    'pod IP': { address: pod, port: 8080, protocol },
    'undeclared port of a pod': { address: pod, port: UNDECLARED, protocol },
  };
  return targets[probe.to];
}

/** Outside the nodes' addresses nobody of the cluster is reached, and what is said of that is not the cluster's. */
export function isBeyond({ nodes }: Side, client: Client, { address }: Target): boolean {
  return client.kind === 'outside' && !nodes.some(({ internalIP }) => internalIP === address);
}

/** Whose an address is that a backend saw, in words that are the same on both sides. */
export function whose({ nodes }: Side, client: Client, address: string): string {
  for (const [index, { internalIP, gateway, overlay }] of nodes.entries()) {
    if (address === gateway) return `node ${index + 1}, its bridge`;
    // Which of the two a node has on its way to others is the pod network's: its own, or its end of an overlay.
    if (address === overlay || address === internalIP) return `node ${index + 1}`;
  }
  if (address === client.address) return 'the client itself';
  return client.kind === 'outside' ? 'the client itself' : `a stranger, ${address}`;
}
