import type { FailureFacts, RuleLine, RulesDifference } from '../../failure-facts.ts';
import { type Finding, likely, possible, type Rule, seen } from '../rule.ts';

/** What a rule does to a packet that does not get where it was sent: of iptables, then of nft. */
const DROPS = /-j (?:DROP|REJECT)\b|(?:^|\s)(?:drop|reject)\b/;
const REDIRECTS = /-j (?:REDIRECT|DNAT|TPROXY)\b|(?:^|\s)(?:redirect|dnat|tproxy)\b/;

/** kube-proxy does so too, by rules of its own. */
const OF_PROXY = /KUBE-| kube-proxy( |$)/;

/** Somebody else's rule on the node that fails, which the one that works lacks. */
export const foreignRule: Rule = {
  about: 'node X has a rule that drops or redirects, which Y has not',
  needs: 'the rules of a node that fails and of one that works',
  says: (facts) => facts.differences.flatMap((difference) => findings(facts, difference)),
};

function findings(facts: FailureFacts, { failing, working, more }: RulesDifference): Finding[] {
  return more.flatMap((rule) => {
    const does = DROPS.test(rule.line) ? 'drops' : REDIRECTS.test(rule.line) ? 'redirects' : undefined;
    if (does === undefined || OF_PROXY.test(rule.group)) return [];
    const text = `a rule that ${does}: ${rule.group} "${rule.line}"`;
    const cause = `that rule is why node ${failing} fails`;
    return [
      seen(`node ${failing} has, and ${working} has not, ${text}`),
      takes(rule, facts) ? likely(`${cause}: it takes what is sent to the Service there`) : possible(cause),
    ];
  });
}

/** Whether it names a port or an address of the Services that failed. */
function takes({ line }: RuleLine, { services }: FailureFacts): boolean {
  const [, protocol] = /(?:-p |^| )(tcp|udp|sctp)\b/.exec(line) ?? [];
  const ports = services
    .flatMap((service) => service.ports)
    .filter((port) => protocol === undefined || port.protocol === protocol.toUpperCase())
    .flatMap(({ port, nodePort }) => [port, nodePort ?? port]);
  const ranges = [...line.matchAll(/dports? (?:\{ ([^}]*)\}|([\d:,-]+))/g)].flatMap(([, set, list]) =>
    (set ?? list ?? '').split(','),
  );
  const inRange = ranges.some((range) => {
    const [from = 0, to = from] = range.trim().split(/[:-]/).map(Number);
    return ports.some((port) => port >= from && port <= to);
  });
  const addresses = services.flatMap(({ clusterIPs }) => clusterIPs);
  return inRange || addresses.some((address) => line.split(/[\s/]/).includes(address));
}
