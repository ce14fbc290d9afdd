/** Rules of a fault's own on a node, before and after those of kube-proxy in whatever mode: a table, which is taken out whole. */
import type { ClusterNode } from '../../cluster/cluster.ts';
import { nodeShell } from '../../cluster/k3s/node-shell.ts';

const NAME = 'service-conformance-fault';

/** Where rules can stand; kube-proxy chooses an endpoint at -100 and hides a source at 100. */
const HOOKS = {
  /** What comes in, as it was sent. */
  arrives: 'type filter hook prerouting priority -150;',
  /** What the node's own processes send, as they send it. */
  leaves: 'type filter hook output priority -150;',
  /** New connections that come in, before kube-proxy chooses. */
  chooses: 'type nat hook prerouting priority -105;',
  /** New connections of the node's own processes. */
  choosesLocal: 'type nat hook output priority -105;',
  /** What is on its way through the node, its destination chosen. */
  passes: 'type filter hook forward priority -5;',
  /** What is for the node itself. */
  enters: 'type filter hook input priority -5;',
  /** What goes out, before kube-proxy hides its source. */
  goes: 'type filter hook postrouting priority 90;',
  hides: 'type nat hook postrouting priority 95;',
  /** What goes out, as it will be on the wire. */
  gone: 'type filter hook postrouting priority 300;',
} as const;

/** IPv4 or IPv6. */
type Family = 'ip' | 'ip6';

export type Rules = Readonly<Partial<Record<keyof typeof HOOKS, readonly string[]>>>;

/** The table as nft reads it, in place of the one before. Empty rules make an empty table. */
export function tableText(rules: Rules, maps: readonly string[] = [], family: Family = 'ip'): string {
  const chains = Object.entries(rules).flatMap(([hook, lines]) =>
    lines.length === 0 ? [] : [`chain ${hook} { ${HOOKS[hook as keyof Rules]}`, ...lines, '}'],
  );
  const table = `table ${family} ${NAME}`;
  return [table, `delete ${table}`, `${table} {`, ...maps, ...chains, '}'].join('\n');
}

/** Puts the table on a node, in one step. @throws {NodeCommandFailed} {EngineError} */
export async function putTable(node: ClusterNode, text: string): Promise<void> {
  await nodeShell(node).run(`nft -f - <<'END'\n${text}\nEND\n`);
}

/** Takes it off, if it is there, of either family. */
export async function removeTable(node: ClusterNode): Promise<void> {
  await nodeShell(node).run(`for family in ip ip6; do
  nft delete table $family ${NAME} 2>/dev/null
  nft list table $family ${NAME} >/dev/null 2>&1 && exit 1
done; true`);
}

/** The same rules on each of the nodes until it is disposed of. */
export async function onNodes(
  nodes: readonly ClusterNode[],
  rules: Rules | ((node: ClusterNode) => Rules),
  { maps = [], family = 'ip' }: { readonly maps?: readonly string[]; readonly family?: Family } = {},
): Promise<AsyncDisposable> {
  await using undo = new AsyncDisposableStack();
  for (const node of nodes) {
    undo.defer(() => removeTable(node));
    await putTable(node, tableText(typeof rules === 'function' ? rules(node) : rules, maps, family));
  }
  return undo.move();
}
