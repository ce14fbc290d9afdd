/** Proof that a fault is out of the nodes of a cluster: all that faults lay hands on is what it was before the first of them. */
import type { ClusterNode } from '../cluster/cluster.ts';
import { nodeShell } from '../cluster/k3s/node-shell.ts';
import { difference, type NodeState, snapshot } from '../cluster/k3s/node-state.ts';
import { eventually, NotYet, WaitTimedOut } from '../kube/eventually.ts';

/** The namespaces of the specs have to go too, and what a kubelet or kube-proxy repairs takes up to a minute, in ms. */
const AS_BEFORE_MS = 90_000;
const LOOK_EVERY_MS = 1_000;

/** Differences that are kept. */
const SHOWN = 5;

/** Beside rules, routes and settings: queues, limits of ICMP, who is stopped, and where the proxy's tools lead. */
const SCRIPT = `
tc qdisc show 2>/dev/null | grep -v veth
for name in icmp_ratelimit icmp_msgs_per_sec icmp_echo_ignore_all; do
  [ -r /proc/sys/net/ipv4/$name ] && echo "$name = $(cat /proc/sys/net/ipv4/$name)"
done
for process in /proc/[0-9]*; do
  read -r line < $process/stat 2>/dev/null || continue
  case "$line" in *") T "*) echo "$line is stopped" | cut -d' ' -f2,3;; esac
done
for tool in nft iptables-restore; do readlink -f "$(command -v $tool)"; done; true`;

export interface Before {
  readonly state: NodeState;
  readonly rest: readonly string[];
}

async function lookAt(node: ClusterNode): Promise<Before> {
  const [state, { stdout }] = await Promise.all([snapshot(node), nodeShell(node).run(SCRIPT)]);
  return { state, rest: stdout.split('\n').filter(Boolean).sort() };
}

/** How the nodes are now, to compare with later. */
export function lookAtAll(nodes: readonly ClusterNode[]): Promise<Before[]> {
  return Promise.all(nodes.map(lookAt));
}

/** What of the nodes is not as it was before, a line each, once it had time to become so; nothing if all is. */
export async function notAsBefore(before: readonly Before[], signal: AbortSignal): Promise<string[]> {
  let last: string[] = [];
  try {
    await eventually(
      'nodes as they were',
      async () => {
        const now = await lookAtAll(before.map(({ state }) => state.node));
        last = now.flatMap((each, index) => changes(before[index] ?? each, each)).slice(0, SHOWN);
        if (last.length > 0) throw new NotYet(last.join('; '));
      },
      { within: AS_BEFORE_MS, every: LOOK_EVERY_MS, signal },
    );
    return [];
  } catch (error) {
    if (!(error instanceof WaitTimedOut)) throw error;
    return last.length > 0 ? last : [error.message];
  }
}

/** What one node has other than before. */
export function changes(before: Before, now: Before): string[] {
  const where = `node ${before.state.node.name}`;
  return [
    ...difference(before.state, now.state),
    ...before.rest.filter((line) => !now.rest.includes(line)).map((line) => `${where}: lacks "${line}"`),
    ...now.rest.filter((line) => !before.rest.includes(line)).map((line) => `${where}: has more: "${line}"`),
  ];
}
