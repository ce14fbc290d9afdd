import type { EndpointFacts, FailureFacts, PodFacts } from '../../failure-facts.ts';
import { type Finding, type Rule, seen } from '../rule.ts';

/** The EndpointSlices say something else of a pod than the pod itself. */
export const readinessDisagrees: Rule = {
  about: "the pod's readiness and the EndpointSlice disagree",
  needs: 'an endpoint that was listed before and after, and the status of its pod',
  says: (facts) => {
    const { endpoints, pods, services } = facts;
    return endpoints
      .filter((each) => wasListed(facts, each))
      .flatMap((endpoint) => {
        const pod = pods.find(({ name }) => name === endpoint.pod);
        const anyway = services.find(({ name }) => name === endpoint.service)?.publishNotReadyAddresses ?? false;
        return pod ? findings(endpoint, pod, anyway) : [];
      });
  },
};

function findings({ slice, address, ready, terminating }: EndpointFacts, pod: PodFacts, anyway: boolean): Finding[] {
  const lists = `EndpointSlice ${slice} lists pod ${pod.name}`;
  if (!pod.exists) return [seen(`${lists} at ${address}, and there is no such pod`)];
  if (pod.address && isOtherAddress(pod.address, address)) {
    return [seen(`${lists} at ${address}, and the pod is at ${pod.address}`)];
  }
  if (ready && !pod.ready && !pod.deleting && !anyway) {
    return [seen(`${lists} as ready, and the pod is not Ready${pod.problem ? ` (${pod.problem})` : ''}`)];
  }
  if (!ready && !terminating && pod.ready) return [seen(`${lists} as not ready, and the pod is Ready`)];
  return [];
}

/** Of a pod with addresses of two families only one is known. */
function isOtherAddress(one: string, other: string): boolean {
  return one !== other && one.includes(':') === other.includes(':');
}

function wasListed({ endpointsBefore }: FailureFacts, { service, address }: EndpointFacts): boolean {
  return endpointsBefore.some((each) => each.service === service && each.address === address);
}
