import type { V1Node, V1Taint } from '@kubernetes/client-node';
import type { ClusterNode, Toleration } from '../cluster.ts';

export const NODE_ADDRESSES = ['InternalIP', 'ExternalIP'] as const;
export type NodeAddress = (typeof NODE_ADDRESSES)[number];

export interface NodeWishes {
  /** As `kubectl -l` takes it; the API has already chosen by it. */
  readonly maxNodes: number;
  readonly tolerations: readonly Toleration[];
  /** Of which type the addresses are that are asked from outside. */
  readonly nodeAddress: NodeAddress;
}

export interface LeftOut {
  readonly name: string;
  /** In a few words. */
  readonly why: string;
}

export interface ChosenNodes {
  readonly nodes: readonly ClusterNode[];
  readonly leftOut: readonly LeftOut[];
}

const OS_LABEL = 'kubernetes.io/os';

/** What says of a node that no machine is behind it: virtual-kubelet's own label, and EKS' for Fargate. */
const VIRTUAL = [
  ['type', 'virtual-kubelet'],
  ['eks.amazonaws.com/compute-type', 'fargate'],
] as const;

/** What the controller takes away from a node a moment after it has become Ready. */
const TRANSIENT = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

/** The nodes that take pods, at most so many, in the order of their names; and why the others don't. */
export function chooseNodes(items: readonly V1Node[], wishes: NodeWishes): ChosenNodes {
  const nodes: ClusterNode[] = [];
  const leftOut: LeftOut[] = [];
  const named = items.map((node) => ({ name: node.metadata?.name ?? '', node }));
  for (const { name, node } of named.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))) {
    const why = whyNot(node, wishes);
    if (why !== undefined) leftOut.push({ name, why });
    else if (nodes.length >= wishes.maxNodes) leftOut.push({ name, why: `more than --max-nodes ${wishes.maxNodes}` });
    else nodes.push({ name, ...addressesOf(node, wishes) });
  }
  return { nodes, leftOut };
}

function whyNot(node: V1Node, { tolerations, nodeAddress }: NodeWishes): string | undefined {
  const { metadata, spec, status } = node;
  const labels = metadata?.labels ?? {};
  const os = labels[OS_LABEL] ?? status?.nodeInfo?.operatingSystem ?? 'linux';
  if (os !== 'linux') return `runs ${os}`;
  if (VIRTUAL.some(([key, value]) => labels[key] === value)) return 'is virtual';
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'True') return 'is not Ready';
  if (spec?.unschedulable) return 'is cordoned';
  const taint = spec?.taints?.find(
    (each) => each.effect !== 'PreferNoSchedule' && !TRANSIENT.includes(each.key) && !isTolerated(each, tolerations),
  );
  if (taint) return `has the taint ${taintText(taint)}`;
  if (addresses(node, 'InternalIP').length === 0) return 'has no InternalIP';
  return addresses(node, nodeAddress).length === 0 ? `has no ${nodeAddress}` : undefined;
}

function addressesOf(node: V1Node, { nodeAddress }: NodeWishes): Omit<ClusterNode, 'name'> {
  const internalIPs = addresses(node, 'InternalIP');
  return { internalIPs, ...(nodeAddress === 'ExternalIP' && { externalIPs: addresses(node, 'ExternalIP') }) };
}

function addresses({ status }: V1Node, wanted: NodeAddress): string[] {
  return (status?.addresses ?? []).flatMap(({ type, address }) => (type === wanted ? [address] : []));
}

function isTolerated({ key, value, effect }: V1Taint, tolerations: readonly Toleration[]): boolean {
  return tolerations.some(
    (each) =>
      each.key === key &&
      (each.effect === undefined || each.effect === effect) &&
      (each.operator === 'Exists' || each.value === (value ?? '')),
  );
}

function taintText({ key, value, effect }: V1Taint): string {
  return `${key}${value ? `=${value}` : ''}:${effect}`;
}
