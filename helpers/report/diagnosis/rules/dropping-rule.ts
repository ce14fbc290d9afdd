import type { FailureFacts, RuleLine, RulesDifference } from '../../failure-facts.ts';
import { type Finding, likely, possible, type Rule, seen } from '../rule.ts';

/** A rule that takes packets away: of iptables, then of nft. */
const DROPS = /-j (?:DROP|REJECT)\b|(?:^|\s)(?:drop|reject)\b/;

/** kube-proxy drops and rejects too, by rules of its own. */
const OF_PROXY = /KUBE-| kube-proxy( |$)/;

/** Somebody else's rule on the node that fails, which the one that works lacks. */
export const droppingRule: Rule = {
  about: 'node X has a rule that drops, which Y has not',
  needs: 'the rules of a node that fails and of one that works',
  says: (facts) => facts.differences.flatMap((difference) => findings(facts, difference)),
};

function findings(facts: FailureFacts, { failing, working, more }: RulesDifference): Finding[] {
  return more
    .filter(({ group, line }) => DROPS.test(line) && !OF_PROXY.test(group))
    .flatMap((rule) => {
      const text = `a rule that drops: ${rule.group} "${rule.line}"`;
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
