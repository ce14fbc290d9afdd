/** The rules of the Services concerned, node by node, as files and as facts. */
import { changedGroups } from '../../cluster/k3s/node-difference.ts';
import type { NodeDump } from '../../cluster/k3s/node-dump.ts';
import type { Groups } from '../../cluster/k3s/node-rules.ts';
import { destinationsOf, ownLines, rulesFor } from '../../cluster/k3s/service-rules.ts';
import type { NodeFacts, RulesDifference, RulesFacts, ServiceFacts } from '../../report/failure-facts.ts';
import { familyOf } from '../cidr.ts';

/** Connections of one node that are shown. */
const MOST_CONNECTIONS = 300;

/** Lines of one difference that go into the facts; the text has all. */
const MOST_DIFFERENCES = 50;

export interface DumpedNode {
  readonly node: NodeFacts;
  /** Of its pods; none where that is not known. */
  readonly podCIDRs: readonly string[];
  readonly dump: NodeDump;
}

export function rulesFacts({ node, dump }: DumpedNode, services: readonly ServiceFacts[]): RulesFacts {
  // One that is gone may have left its rules behind.
  const each = services.map(toRules);
  return {
    node: node.name,
    destinations: each.flatMap((service) =>
      destinationsOf(dump.groups, service).map((destination) => ({ service: service.name, ...destination })),
    ),
    lines: each.map((service) => ({ service: service.name, count: ownLines(dump.groups, service) })),
  };
}

/** What a connection to the Services passes on that node, and the connections that it keeps of them. */
export function rulesText(
  { node, dump }: DumpedNode,
  services: readonly ServiceFacts[],
  addresses: readonly string[],
): string {
  const rules = [...rulesFor(ofTheirFamilies(dump.groups, services), services.map(toRules))].flatMap(
    ([group, lines]) => [`# ${group}`, ...lines.map((line) => `  ${line}`)],
  );
  const routes = dump.groups.get('routes') ?? [];
  const tracked = dump.connections
    .filter((line) => concernsConnection(line, services, addresses))
    .sort((a, b) => weight(a, services) - weight(b, services));
  return [
    `node ${node.name}: what a connection to ${services.map(({ name }) => name).join(', ') || 'a Service'} passes`,
    ...(rules.length > 0 ? rules : ['no rules']),
    '',
    '# routes',
    ...routes.map((line) => `  ${line}`),
    '',
    `# connections that the kernel tracks, ${tracked.length} of ${dump.connections.length}`,
    ...tracked.slice(0, MOST_CONNECTIONS).map((line) => `  ${line}`),
    '',
  ].join('\n');
}

export function rulesDifference(
  failing: DumpedNode,
  working: DumpedNode,
  services: readonly ServiceFacts[],
): RulesDifference {
  const of = (each: DumpedNode) =>
    withoutOwn(each, rulesFor(ofTheirFamilies(each.dump.groups, services), services.map(toRules)));
  const changes = changedGroups(of(working), of(failing));
  const lines = (which: 'lacks' | 'more') =>
    changes
      .flatMap((change) => change[which].map((line) => ({ group: change.group, line })))
      .slice(0, MOST_DIFFERENCES);
  return { failing: failing.node.name, working: working.node.name, lacks: lines('lacks'), more: lines('more') };
}

export function differenceText(differences: readonly RulesDifference[]): string {
  const texts = differences.map(({ failing, working, lacks, more }) => {
    const lines = [
      ...lacks.map(({ group, line }) => `- ${group}: ${line}`),
      ...more.map(({ group, line }) => `+ ${group}: ${line}`),
    ];
    const title = `node ${failing}, which fails, against node ${working}, which does better (- it lacks, + it has more; own addresses aside):`;
    return [title, ...(lines.length > 0 ? lines : ['  no difference'])].join('\n');
  });
  return `${texts.length > 0 ? texts.join('\n\n') : 'no node fails where another works, so there is nothing to compare'}\n`;
}

const FAMILIES = [
  { family: 'ipv4', ofGroup: /^(iptables|nft ip) / },
  { family: 'ipv6', ofGroup: /^(ip6tables|nft ip6) / },
] as const;

/** Without the rules of a family that none of the Services has, as far as that is known. */
function ofTheirFamilies(groups: Groups, services: readonly ServiceFacts[]): Groups {
  const theirs = new Set(services.flatMap(({ clusterIPs }) => clusterIPs.map(familyOf)));
  if (theirs.size === 0) return groups;
  const isOthers = (group: string) =>
    FAMILIES.some(({ family, ofGroup }) => !theirs.has(family) && ofGroup.test(group));
  return new Map([...groups].filter(([group]) => !isOthers(group)));
}

function toRules({ name, clusterIPs }: ServiceFacts): { name: string; addresses: readonly string[] } {
  return { name, addresses: clusterIPs };
}

/** Each node's own addresses by one name, or every rule about them would be a difference. */
function withoutOwn({ node, podCIDRs }: DumpedNode, groups: Groups): Groups {
  const names = [
    ...node.internalIPs.map((address) => [address, '<its address>'] as const),
    ...podCIDRs.flatMap((cidr) => [
      [cidr, '<its pods>'] as const,
      [cidr.replace(cidr.includes(':') ? /\/\d+$/ : /0\/\d+$/, '1'), '<its bridge>'] as const,
    ]),
  ];
  const renamed = (line: string) =>
    names.reduce(
      (text, [own, name]) =>
        text
          .split(' ')
          .map((word) => (word.replace(/\/(32|128)$/, '') === own ? name : word))
          .join(' '),
      line,
    );
  return new Map([...groups].map(([group, lines]) => [group, lines.map(renamed)]));
}

/** What went unanswered says most, then what was sent to the Services themselves. */
function weight(line: string, services: readonly ServiceFacts[]): number {
  if (line.includes('[UNREPLIED]')) return 0;
  return concernsConnection(line, services, []) ? 1 : 2;
}

function concernsConnection(line: string, services: readonly ServiceFacts[], addresses: readonly string[]): boolean {
  const fields = new Set(line.split(/\s+/));
  const nodePorts = services.flatMap(({ ports }) => ports.flatMap(({ nodePort }) => nodePort ?? []));
  const all = [...services.flatMap(({ clusterIPs }) => clusterIPs), ...addresses];
  return (
    all.some((address) => fields.has(`dst=${address}`) || fields.has(`src=${address}`)) ||
    nodePorts.some((port) => fields.has(`dport=${port}`))
  );
}
