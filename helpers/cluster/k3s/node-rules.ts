/** The rules of a node, from the tools' own words into groups that can be compared: a chain or a set each. */

/** Name of a group → its lines. */
export type Groups = Map<string, string[]>;

/** The tables that iptables-save shows already; nft shows them too where iptables is a front end of it. */
const XTABLES = /^ip6? (raw|mangle|nat|filter|security)$/;

/** Chains that a kube-proxy or kubelet owns: it writes their rules in any order. */
export const KUBE_CHAIN = /^KUBE-/;

/** Chains of the engine's own, with port numbers that change whenever the container starts. */
const ENGINE_CHAIN = /^DOCKER_/;

/** They match everything, and kube-proxy leaves them out where there are many endpoints, until it writes the chain anew. */
const COMMENT = /-m comment --comment (?:"[^"]*"|\S+) ?/g;

/** @param tool as in `iptables`, which begins the groups' names. @param text of iptables-save */
export function iptablesGroups(tool: string, text: string): Groups {
  const groups: Groups = new Map();
  let table = '';
  for (const line of text.split('\n')) {
    const [, name] = line.match(/^\*(\S+)/) ?? [];
    if (name !== undefined) table = name;
    const [, declared, policy] = line.match(/^:(\S+) (\S+)/) ?? [];
    if (declared !== undefined) groups.set(`${tool} ${table} ${declared}`, policy === '-' ? [] : [`policy ${policy}`]);
    const [, chain, rule] = line.match(/^(?:\[\d+:\d+\] )?-A (\S+) (.*)$/) ?? [];
    if (chain !== undefined && rule !== undefined)
      groups.get(`${tool} ${table} ${chain}`)?.push(rule.replace(COMMENT, ''));
  }
  for (const [group, rules] of groups) {
    const chain = group.split(' ').at(-1) ?? '';
    // A table comes with chains of its own, which let everything through, when somebody first looks into it.
    const untouched = rules.length === 1 && rules[0] === 'policy ACCEPT';
    if (untouched || ENGINE_CHAIN.test(chain)) groups.delete(group);
    if (KUBE_CHAIN.test(chain)) rules.sort();
  }
  return groups;
}

/** @param text of `nft -s list ruleset` */
export function nftGroups(text: string): Groups {
  const groups: Groups = new Map();
  let table = '';
  let group: string[] | undefined;
  for (const statement of statements(text)) {
    const [, ofTable] = statement.match(/^table (\S+ \S+) \{$/) ?? [];
    const [, kind, name] = statement.match(/^(chain|set|map|counter|limit|quota|flowtable) (\S+) \{$/) ?? [];
    if (ofTable !== undefined) {
      table = XTABLES.test(ofTable) ? '' : ofTable;
      group = undefined;
      if (table) groups.set(`nft ${table}`, []);
    } else if (kind !== undefined && name !== undefined) {
      group = [];
      if (table) groups.set(`nft ${table} ${kind} ${name}`, group);
    } else if (statement !== '}') {
      (group ?? groups.get(`nft ${table}`))?.push(...elements(statement));
    } else {
      group = undefined;
    }
  }
  for (const [name, lines] of groups) {
    // What clients do adds elements there; they are no rules.
    if (lines.some((line) => /^flags .*dynamic/.test(line)))
      groups.set(
        name,
        lines.filter((line) => !line.startsWith('element ')),
      );
    // kube-proxy empties the chains of a deleted Service, and removes them when there is something else to do.
    if (/ kube-proxy chain /.test(name) && lines.length === 0) groups.delete(name);
    if (/ kube-proxy( |$)/.test(name)) groups.get(name)?.sort();
  }
  return groups;
}

/** Lines, those that an unclosed brace continues joined, without what counts or runs out. */
function statements(text: string): string[] {
  const all: string[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    open = `${open} ${line}`.trim().replace(/\s+/g, ' ');
    const block = /^(table|chain|set|map|counter|limit|quota|flowtable) [^{}]*\{$/.test(open);
    if (!block && count(open, '{') > count(open, '}')) continue;
    const statement = open.replace(/packets \d+ bytes \d+/, '').replace(/ (expires|last used) \w+/g, '');
    if (statement && !statement.startsWith('#')) all.push(statement.trim());
    open = '';
  }
  return all;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** The elements of a set apart, since their order says nothing. */
function elements(statement: string): string[] {
  const [, list] = statement.match(/^elements = \{ (.*) \}$/) ?? [];
  return list === undefined
    ? [statement]
    : list
        .split(', ')
        .map((each) => `element ${each}`)
        .sort();
}
