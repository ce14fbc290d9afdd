import type { EndpointFacts, FailureFacts } from '../failure-facts.ts';

export type Listed = Pick<FailureFacts, 'services' | 'endpoints' | 'endpointsBefore'>;

/** Whether an EndpointSlice of the Service listed the endpoint as ready or serving, before the nodes were read or after. */
export function isUsable(facts: Listed, service: string, is: (endpoint: EndpointFacts) => boolean): boolean {
  const anyway = facts.services.find(({ name }) => name === service)?.publishNotReadyAddresses ?? false;
  return [...facts.endpoints, ...facts.endpointsBefore].some(
    (each) => each.service === service && is(each) && (each.ready || each.serving || anyway),
  );
}

/** What the EndpointSlices say of an endpoint that none of them lists as usable. */
export function unusableText({ endpoints }: Listed, service: string, is: (endpoint: EndpointFacts) => boolean): string {
  const listed = endpoints.some((each) => each.service === service && is(each));
  return listed ? 'which the EndpointSlices list as neither ready nor serving' : 'which no EndpointSlice of it lists';
}
