/** What a node's network is made of: rules, routes, settings. */
import type { ClusterNode } from '../cluster.ts';
import { type Groups, iptablesGroups, nftGroups } from './node-rules.ts';
import { nodeShell } from './node-shell.ts';

const SETTINGS = [
  'net/ipv4/ip_forward',
  'net/ipv4/conf/all/route_localnet',
  'net/ipv4/conf/all/rp_filter',
  'net/ipv6/conf/all/forwarding',
  'net/netfilter/nf_conntrack_max',
  'net/netfilter/nf_conntrack_tcp_be_liberal',
  'net/netfilter/nf_conntrack_tcp_timeout_established',
  'net/netfilter/nf_conntrack_tcp_timeout_close_wait',
  'net/netfilter/nf_conntrack_udp_timeout',
  'net/netfilter/nf_conntrack_udp_timeout_stream',
];

const SECTION = '=== ';

/** Prints a node's rules, routes and settings, in sections that `sectionsOf` tells apart. */
export const NETWORK_SCRIPT = `
section() { echo '${SECTION}'"$1"; }
section iptables; iptables-save || exit 1
section ip6tables; ip6tables-save 2>/dev/null
section nft; if command -v nft >/dev/null; then nft -s list ruleset 2>/dev/null || exit 1; fi
section routes; ip -4 route show table all || exit 1; ip -6 route show table all 2>/dev/null
section settings; for name in ${SETTINGS.join(' ')}; do
  [ -r /proc/sys/$name ] && echo "$name = $(cat /proc/sys/$name)"
done; true`;

export interface NodeState {
  readonly node: ClusterNode;
  readonly groups: Groups;
}

/** @throws {NodeCommandFailed} {EngineError} */
export async function snapshot(node: ClusterNode): Promise<NodeState> {
  const { stdout } = await nodeShell(node).run(NETWORK_SCRIPT);
  return { node, groups: groupsOf(stdout) };
}

/** What a script printed after each `section NAME`, by that name. */
export function sectionsOf(stdout: string): Map<string, string> {
  const sections = new Map<string, string>();
  for (const section of stdout.split(new RegExp(`^${SECTION}`, 'm'))) {
    const [name = '', ...lines] = section.split('\n');
    sections.set(name, lines.join('\n'));
  }
  return sections;
}

/** What NETWORK_SCRIPT printed, into groups. */
export function groupsOf(stdout: string): Groups {
  const sections = sectionsOf(stdout);
  const text = (name: string) => sections.get(name) ?? '';
  return new Map([
    ...iptablesGroups('iptables', text('iptables')),
    ...iptablesGroups('ip6tables', text('ip6tables')),
    ...nftGroups(text('nft')),
    ['routes', routes(text('routes'))],
    ['settings', lines(text('settings'))],
  ]);
}

/**
 * Without what comes and goes with pods: the ends of their cables, and the own IPv6 addresses of a bridge that they share, which the
 * kernel takes into use some seconds after the bridge is there.
 */
function routes(text: string): string[] {
  const kept = lines(text).filter((line) => !/ dev veth|^(local|anycast) (fe80:|\S+:\S* dev cni)/.test(line));
  return [...new Set(kept.map((line) => line.replace(/ expires \w+/, '')))].sort();
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
