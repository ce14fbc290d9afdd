import type { ClientPlace, TargetPlace } from './matrix.ts';

type NodeName = (node: string) => string;

/** `pod on agent-1`, `node agent-1`, `outside`. */
export function clientInWords({ kind, node }: ClientPlace, nameOf: NodeName): string {
  if (node === null || kind === 'outside') return kind;
  return kind === 'node' ? `node ${nameOf(node)}` : `${kind} on ${nameOf(node)}`;
}

/** `ClusterIP`, `nodePort of agent-1`. */
export function targetInWords({ kind, node }: TargetPlace, nameOf: NodeName): string {
  return node === null ? kind : `${kind} of ${nameOf(node)}`;
}
