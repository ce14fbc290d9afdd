/** Ways to break a node of a throwaway cluster. What they run in it is for busybox's sh, and for the tools that every k3s image has. */
import type { Cluster, ClusterNode } from '../cluster.ts';
import { nodeShell } from './node-shell.ts';

/** The interface that a container has on its network. */
const UPLINK = 'eth0';

const CUT = [
  ['PREROUTING', '-i'],
  ['OUTPUT', '-o'],
] as const;

/** Drops all that comes to a node and leaves it, as if its cable were pulled; disposing of it mends that. */
export async function isolate(node: ClusterNode): Promise<AsyncDisposable> {
  const shell = nodeShell(node);
  const rules = (action: '-I' | '-D') =>
    ['iptables', 'ip6tables'].flatMap((tool) =>
      CUT.map(([chain, direction]) => `${tool} -w 5 -t raw ${action} ${chain} ${direction} ${UPLINK} -j DROP`),
    );
  await shell.run(rules('-I').join(' && '));
  return { [Symbol.asyncDispose]: async () => void (await shell.run(rules('-D').join('; '))) };
}

/** In one transaction a table: its chains and rules without the proxy's, the canary that it watches included. */
const flushIptables = (tool: string) => `
for table in mangle nat filter; do
  ${tool}-save -t $table | grep -v KUBE- | ${tool}-restore -w 5 -T $table || exit 1
done`;

/**
 * Deletes every rule that kube-proxy has on a node for the cluster's first family, and says nothing to it. The other family's stay:
 * in mode nftables the proxier of a family in which nothing changes looks at its table once an hour.
 * @throws where the mode's rules are not known.
 */
export async function flushRules(
  node: ClusterNode,
  { proxyMode, ipFamilies: [family] }: Pick<Cluster, 'proxyMode' | 'ipFamilies'>,
): Promise<void> {
  if (proxyMode !== 'iptables' && proxyMode !== 'nftables')
    throw new Error(`the rules of kube-proxy in mode ${proxyMode} are not known`);
  const ofIPv6 = family === 'IPv6';
  const iptables = flushIptables(ofIPv6 ? 'ip6tables' : 'iptables');
  const nftables = `nft delete table ${ofIPv6 ? 'ip6' : 'ip'} kube-proxy`;
  await nodeShell(node).run(proxyMode === 'iptables' ? iptables : nftables);
}
