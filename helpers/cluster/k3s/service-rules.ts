/** Of a node's rules those that a connection to certain Services passes: theirs, and those that are nobody's in particular. */
import type { Groups } from './node-rules.ts';

export interface ServiceRulesOf {
  /** `namespace/name`. */
  readonly name: string;
  /** Its ClusterIPs and external addresses. */
  readonly addresses: readonly string[];
}

/** Where a node's rules send a Service's connections. */
export interface Destination {
  readonly protocol: string;
  /** `10.42.0.5:8080`. */
  readonly address: string;
}

/** Chains that belong to one Service or one of its endpoints: of iptables, then of nftables, where sets are named so too. */
const HASHED_IPTABLES = /KUBE-(?:SVC|SVL|EXT|SEP|FW|XLB)-[A-Z0-9]{16}/g;
const HASHED_NFTABLES = / (?:service|external|firewall|endpoint|affinity)-[A-Z0-9]{8}-/;

/** A rule with a comment that begins with the name of a Service. */
const NAMES_A_SERVICE = /comment "?[a-z0-9.-]+\/[a-z0-9.-]+[":\s]/;

/** A set of nftables that every nodePort needs, whose Service no element names. */
const NODE_PORT_ADDRESSES = / set nodeport-ips$/;

/** What is no rule is left to others. */
const NO_RULES = ['routes', 'settings'];

/** The groups without what belongs to other Services. */
export function rulesFor(groups: Groups, services: readonly ServiceRulesOf[]): Groups {
  const rules = new Map([...groups].filter(([group]) => !NO_RULES.includes(group)));
  const owned = ownedChains(rules, services);
  const isOwn = (line: string) => concerns(line, services) || (line.match(HASHED_IPTABLES) ?? []).some(isOwned);
  const isOwned = (chain: string) => owned.has(chain);
  const isNobodys = (line: string) =>
    !line.match(HASHED_IPTABLES) && !line.startsWith('element ') && !NAMES_A_SERVICE.test(line);
  const kept: Groups = new Map();
  for (const [group, lines] of rules) {
    const [chain] = group.match(HASHED_IPTABLES) ?? [];
    const hashed = chain !== undefined || HASHED_NFTABLES.test(group);
    const own = chain === undefined ? concerns(`${group} `, services) : isOwned(chain);
    if (hashed && own) kept.set(group, lines);
    if (NODE_PORT_ADDRESSES.test(group)) kept.set(group, lines);
    if (hashed || kept.has(group)) continue;
    const some = lines.filter((line) => isOwn(line) || isNobodys(line));
    if (some.length > 0) kept.set(group, some);
  }
  return kept;
}

/** How many lines of these rules are one Service's own. */
export function ownLines(groups: Groups, service: ServiceRulesOf): number {
  const everybodys = rulesFor(groups, []);
  const count = (some: Groups) => [...some.values()].reduce((sum, lines) => sum + lines.length, 0);
  return count(rulesFor(groups, [service])) - count(everybodys);
}

/** Where the rules send the Service's connections, each place once. */
export function destinationsOf(groups: Groups, service: ServiceRulesOf): Destination[] {
  const found = new Map<string, Destination>();
  for (const [group, lines] of rulesFor(groups, [service])) {
    if (!isOfService(group)) continue;
    for (const line of lines) {
      const protocol = (/(?:-p|l4proto) (tcp|udp|sctp)/.exec(line)?.[1] ?? 'tcp').toUpperCase();
      for (const address of destinationsIn(line)) found.set(`${address}/${protocol}`, { protocol, address });
    }
  }
  return [...found.values()].sort((a, b) => a.address.localeCompare(b.address, 'en', { numeric: true }));
}

/** `--to-destination 10.42.0.5:80`, `dnat to 10.42.0.5:80`, and since 1.36 `dnat ip to numgen … map { 0 : 10.42.0.5 . 80, … }`. */
function destinationsIn(line: string): string[] {
  const [, one] = /(?:--to-destination|dnat(?: ip6?)? to) (\[?[\da-f.:]+\]?:\d+)(?:\s|$)/.exec(line) ?? [];
  const [, map = ''] = /dnat .* map \{ (.*) \}/.exec(line) ?? [];
  const several = [...map.matchAll(/ : ([\da-f.:]+) \. (\d+)/g)].map(([, address = '', port]) =>
    address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`,
  );
  return one === undefined ? several : [one];
}

function isOfService(group: string): boolean {
  return group.match(HASHED_IPTABLES) !== null || HASHED_NFTABLES.test(group);
}

/** Chains of iptables that the Services' rules lead to. */
function ownedChains(groups: Groups, services: readonly ServiceRulesOf[]): ReadonlySet<string> {
  const owned = new Set<string>();
  const take = (line: string) => {
    for (const chain of line.match(HASHED_IPTABLES) ?? []) owned.add(chain);
  };
  for (const lines of groups.values()) for (const line of lines) if (concerns(line, services)) take(line);
  for (const [group, lines] of groups) {
    const [chain] = group.match(HASHED_IPTABLES) ?? [];
    if (chain !== undefined && lines.some((line) => concerns(line, services))) owned.add(chain);
  }
  // Whoever writes no comments still has chains that lead to one another.
  for (const chain of owned) {
    for (const [group, lines] of groups) if (group.endsWith(` ${chain}`)) for (const line of lines) take(line);
  }
  return owned;
}

function concerns(line: string, services: readonly ServiceRulesOf[]): boolean {
  return services.some(({ name, addresses }) => names(line, name) || addresses.some((each) => holds(line, each)));
}

/** `ns/name` after a quote, a space or the hash of a chain's name; then the port's name, or nothing. */
function names(line: string, name: string): boolean {
  return new RegExp(`(?:^|["\\s]|-[A-Z0-9]{8}-)${literal(name)}(?=["\\s:/]|$)`).test(line);
}

function holds(line: string, address: string): boolean {
  return new RegExp(`(?:^|\\s)${literal(address)}(?:/32|/128)?(?=\\s|$)`).test(line);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
