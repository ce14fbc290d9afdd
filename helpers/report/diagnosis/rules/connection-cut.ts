import type { EndpointFacts } from '../../failure-facts.ts';
import { flowsOf } from '../flows.ts';
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
    const connections = flowsOf(facts).filter(({ protocol, pods }) => protocol === 'TCP' && pods.length === 1);
    const past = waysOf({ observations: [], looks: facts.looks }).filter(({ to }) => to.kind === 'pod IP');
    return [...new Set(connections.flatMap(({ pods }) => pods))].flatMap((pod) => {
      const all = connections.filter(({ pods }) => pods.includes(pod));
      const cut = all.filter(({ asExpected, unanswered }) => !asExpected && unanswered >= LEAST_UNANSWERED);
      const address = facts.pods.find(({ name }) => name === pod)?.address;
      const direct = shareOf(past.filter(({ to }) => to.host === address));
      if (cut.length === 0 || !allGood(direct)) return [];
      const services = [...new Set(cut.map(({ service }) => service))];
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
