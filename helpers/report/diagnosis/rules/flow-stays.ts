import type { EndpointFacts, FailureFacts } from '../../failure-facts.ts';
import { type Flow, flowsOf } from '../flows.ts';
import { likely, type Rule, seen } from '../rule.ts';
import { allGood, shareOf } from '../shares.ts';
import { isUsable, unusableText } from '../usable.ts';
import { waysOf } from '../ways.ts';
import { listed, shareText } from '../words.ts';

/** One datagram may be lost, or its reply. */
const LEAST_UNANSWERED = 2;

/** UDP flows that are still led to a pod which is no endpoint any more, while new ones are led elsewhere. */
export const flowStays: Rule = {
  about: 'UDP flows stay with pod X, which is no endpoint any more, while new ones are answered by others',
  needs:
    'datagrams in turn from one source port, the last answers of which came from a pod that no EndpointSlice lists as usable; and probes through the same door, all answered',
  says: (facts) => {
    const flows = flowsOf(facts).filter(({ protocol }) => protocol === 'UDP');
    const staying = flows.filter((flow) => stays(flow, facts));
    return [...new Set(staying.map(lastOf))].flatMap((pod) => {
      const own = staying.filter((flow) => lastOf(flow) === pod);
      const all = flows.filter(({ pods }) => pods.includes(pod));
      const fresh = shareOf(waysOf({ observations: [], looks: facts.looks }).filter((way) => own.some(isDoor(way.to))));
      const [service = ''] = own.map((flow) => flow.service);
      if (!allGood(fresh)) return [];
      const routers = [...new Set(own.flatMap(({ router }) => router ?? []))];
      const many = `${own.length} of ${all.length} flow${all.length === 1 ? '' : 's'} over UDP`;
      return [
        seen(
          `${many} that ${pod} had answered through ${service} led to nobody else, by way of ${listed(routers)}, while new ones are answered (${shareText(fresh)})`,
        ),
        likely(
          `what tracks UDP flows leads them to ${pod} still, ${unusableText(facts, service, isOf(pod))}: nobody took its entries out`,
        ),
      ];
    });
  },
};

/** Its pod is no endpoint any more, and it was not answered by another. */
function stays(flow: Flow, facts: FailureFacts): boolean {
  if (flow.asExpected || isUsable(facts, flow.service, isOf(lastOf(flow)))) return false;
  return flow.unanswered === 0 || flow.unanswered >= LEAST_UNANSWERED;
}

function lastOf({ pods }: Flow): string {
  return pods.at(-1) ?? '';
}

const isOf = (pod: string) => (endpoint: EndpointFacts) => endpoint.pod === pod;

const isDoor =
  (looked: Flow['to']) =>
  ({ to }: Flow) =>
    to.host === looked.host && to.port === looked.port && to.protocol === looked.protocol;
