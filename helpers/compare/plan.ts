/** What is made and asked on both sides, as plain data that says nothing of addresses: they differ. */
import type { Protocol } from '../cluster/reference/routing/cluster-model.ts';

export const NODES = 3;

/** Pods of each kind on every node: what a Service may find. */
export const POD_KINDS = ['ready', 'other', 'unready', 'dying'] as const;
type PodKind = (typeof POD_KINDS)[number];

export interface PodPlan {
  readonly name: string;
  /** Which of the nodes, from 0. */
  readonly node: number;
  readonly kind: PodKind;
}

export const PODS: readonly PodPlan[] = Array.from({ length: NODES }, (_, node) =>
  POD_KINDS.map((kind) => ({ name: `${kind}-${node + 1}`, node, kind })),
).flat();

export interface PortPlan {
  readonly protocol: Protocol;
  readonly port: number;
  /** A number, or a name; the port's own number if there is none. */
  readonly targetPort?: number | string;
}

export interface ServicePlan {
  readonly type: 'ClusterIP' | 'NodePort';
  readonly externalTrafficPolicy?: string;
  readonly internalTrafficPolicy?: string;
  readonly affinitySeconds?: number;
  readonly publishNotReadyAddresses: boolean;
  readonly trafficDistribution?: string;
  readonly ports: readonly PortPlan[];
  /** Names of the pods that it selects. */
  readonly pods: readonly string[];
}

export const TARGETS = [
  'ClusterIP',
  'undeclared port of the ClusterIP',
  'other protocol of the ClusterIP',
  'nodePort on the ClusterIP',
  'ClusterIP of nobody',
  'nodePort',
  'nodePort on the bridge',
  'nodePort over the other protocol',
  'nodePort on loopback',
  'port of the ClusterIP on a node',
  'pod IP',
  'undeclared port of a pod',
] as const;

/** One question: who asks, and what. Of numbers that are too high the remainder is taken. */
export interface ProbePlan {
  readonly from: 'pod' | 'node' | 'outside';
  /** The client's node, from 0. */
  readonly at: number;
  readonly to: (typeof TARGETS)[number];
  /** The node that is dialled, from 0. */
  readonly node: number;
  /** The Service's port, from 0. */
  readonly port: number;
  /** The pod that is dialled, from 0. */
  readonly pod: number;
}

export const PROBES_OF_A_SERVICE = 10;

/** One case of a run. */
export interface Case {
  /** Its number in all that its seed generates. */
  readonly index: number;
  readonly service: ServicePlan;
  readonly probe: ProbePlan;
}
