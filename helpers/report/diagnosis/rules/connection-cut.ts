import type { EndpointFacts, ObservationFacts } from '../../failure-facts.ts';
import { likely, type Rule, seen } from '../rule.ts';
import { allGood, shareOf } from '../shares.ts';
import { isUsable, unusableText } from '../usable.ts';
import { waysOf } from '../ways.ts';
import { listed, shareText } from '../words.ts';

/** One request may be lost. */
const LEAST_UNANSWERED = 2;

/** Connections that a pod answered and then no more. */
export const connectionCut: Rule = {
  about: 'connections that pod X had answered were answered no more, though X answers new ones',
  needs:
    'requests in turn on one connection over TCP, first answered by one pod, then two at least by nobody; and probes to the IP of that pod, all answered',
  says: (facts) => {
    const connections = facts.observations.flatMap((each) => connectionOf(each) ?? []);
    const past = waysOf({ observations: [], looks: facts.looks }).filter(({ to }) => to.kind === 'pod IP');
    return [...new Set(connections.map(({ pod }) => pod))].flatMap((pod) => {
      const all = connections.filter((each) => each.pod === pod);
      const cut = all.filter(({ unanswered }) => unanswered >= LEAST_UNANSWERED);
      const address = facts.pods.find(({ name }) => name === pod)?.address;
      const direct = shareOf(past.filter(({ to }) => to.host === address));
      if (cut.length === 0 || !allGood(direct)) return [];
      const services = [...new Set(cut.flatMap(({ service }) => service ?? []))];
      const routers = [...new Set(cut.flatMap(({ router }) => router ?? []))];
      const many = `${cut.length} of ${all.length} connection${all.length === 1 ? '' : 's'} over TCP`;
      const is = (endpoint: EndpointFacts) => endpoint.pod === pod;
      return [
        seen(
          `${many} that ${pod} had answered through ${listed(services)} got no answer any more, by way of ${listed(routers)}; the pod itself answers new ones (${shareText(direct)})`,
        ),
        ...services
          .filter((service) => !isUsable(facts, service, is))
          .map((service) =>
            likely(
              `connections that stand are cut when a pod is no endpoint any more: ${service} had led to ${pod}, ${unusableText(facts, service, is)}`,
            ),
          ),
      ];
    });
  },
};

interface Connection {
  /** The one that answered. */
  readonly pod: string;
  readonly service: string | null;
  /** The node that led it on; null where that is not known. */
  readonly router: string | null;
  /** Requests after the last answer; none if one of them could not be made. */
  readonly unanswered: number;
}

function connectionOf({ connection, from, to }: ObservationFacts): Connection | undefined {
  const runs = connection?.runs ?? [];
  const [pod, ...others] = new Set(runs.flatMap(({ backend }) => backend ?? []));
  if (to.protocol !== 'TCP' || pod === undefined || others.length > 0) return undefined;
  const after = runs.slice(runs.findLastIndex(({ backend }) => backend === pod) + 1);
  const isTold = after.every(({ outcome }) => outcome !== 'broken');
  const unanswered = isTold ? after.reduce((sum, { count }) => sum + count, 0) : 0;
  return { pod, service: to.service, router: to.kind === 'nodePort' ? to.node : from.node, unanswered };
}
