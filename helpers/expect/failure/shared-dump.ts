import { FAILURE_GATHERED_MS } from '../../bounds.ts';
import type { ClusterNode } from '../../cluster/cluster.ts';
import { dumpNode, type NodeDump } from '../../cluster/k3s/node-dump.ts';
import type { Parts } from './parts.ts';
import { sharedWork } from './shared-work.ts';

/** Many requirements fail at once where a node does; one dump of it is enough for all that wait. */
const dumps = new Map<string, () => Promise<NodeDump>>();

/** A dump of a node that was begun after this was called; undefined for one that is no container of ours, or where it does not come. */
export async function sharedDump(node: ClusterNode, parts: Parts): Promise<NodeDump | undefined> {
  if (!node.containerId) return undefined;
  const dump = dumps.get(node.containerId) ?? sharedWork(() => dumpNode(node, FAILURE_GATHERED_MS));
  dumps.set(node.containerId, dump);
  return parts.take<NodeDump | undefined>(`the rules of node ${node.name}`, undefined, dump);
}
