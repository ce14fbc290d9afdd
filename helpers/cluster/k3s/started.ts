import type { ClusterNode } from '../cluster.ts';
import { logLines, type NodeTrouble } from '../start-failed.ts';

/** A node ended though nobody of ours ended it. */
export interface NodeDied {
  readonly node: string;
  readonly at: Date;
  /** One line with the exit code and a hint, then the last lines of the node's log. */
  readonly message: string;
}

/** Disposing of it removes containers with their volumes, and the network, within TEARDOWN_MS. */
export interface StartedK3s extends AsyncDisposable {
  /** Text of a kubeconfig whose server this process reaches. */
  readonly kubeconfig: string;
  /** The server first. */
  readonly nodes: readonly ClusterNode[];
  /** The nodes' own Docker network. */
  readonly network: { readonly id: string; readonly name: string };
  /** Resolves if a node ends before this is disposed of or left; else never. */
  readonly died: Promise<NodeDied>;
  /** Last lines of a node's log, oldest first, also of a node that is gone. Empty for a node that there is not. */
  log(node: string): readonly string[];
  /** Leaves the cluster as it is, and lets this process end. */
  leave(): void;
}

export function nodeDied(trouble: NodeTrouble): NodeDied {
  return { node: trouble.node, at: trouble.at, message: `${trouble.message}${logLines(trouble.node, trouble.log)}` };
}
