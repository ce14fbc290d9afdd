import type { FailureFacts, ServiceFacts } from '../../failure-facts.ts';
import { type Finding, type Rule, seen } from '../rule.ts';
import { listed } from '../words.ts';

/** A node lacks rules of a Service that other nodes have. */
export const rulesLack: Rule = {
  about: 'node X has no rule for the Service, or none that leads to endpoint A, while Y has',
  needs:
    'the rules of two nodes or more; for an endpoint, that slices list it as ready and no policy lets a node leave it out',
  says: (facts) =>
    facts.services.flatMap((service) => [...withoutService(facts, service), ...withoutEndpoint(facts, service)]),
};

function withoutService({ rules }: FailureFacts, { name, exists }: ServiceFacts): Finding[] {
  if (!exists) return [];
  const counts = rules.map(({ node, lines }) => ({
    node,
    count: lines.find(({ service }) => service === name)?.count ?? 0,
  }));
  const having = counts.filter(({ count }) => count > 0).map(({ node }) => node);
  const lacking = counts.filter(({ count }) => count === 0).map(({ node }) => node);
  if (having.length === 0) return [];
  return lacking.map((node) =>
    seen(`node ${node} has no rule for ${name}, while ${listed(having)} ${having.length === 1 ? 'has' : 'have'} them`),
  );
}

function withoutEndpoint(facts: FailureFacts, service: ServiceFacts): Finding[] {
  const { name, internalTrafficPolicy, externalTrafficPolicy, prefersNear } = service;
  if (prefersNear || internalTrafficPolicy === 'Local' || externalTrafficPolicy === 'Local') return [];
  const leads = facts.rules
    .filter(({ lines }) => lines.some((each) => each.service === name && each.count > 0))
    .map(({ node, destinations }) => {
      const hosts = destinations.filter((each) => each.service === name).map(({ address }) => address);
      return { node, hosts };
    });
  const ready = facts.endpoints.filter(
    (each) => each.service === name && each.ready && wasListed(facts, name, each.address),
  );
  return [...new Set(ready.map(({ address }) => address))].flatMap((address) => {
    const leadsTo = (hosts: readonly string[]) =>
      hosts.some((host) => host.startsWith(`${address}:`) || host.startsWith(`[${address}]:`));
    const having = leads.filter(({ hosts }) => leadsTo(hosts)).map(({ node }) => node);
    if (having.length === 0) return [];
    return leads
      .filter(({ hosts }) => !leadsTo(hosts))
      .map(({ node }) =>
        seen(
          `node ${node} sends no connection for ${name} to ${address}, which an EndpointSlice lists as ready, while ${listed(having)} ${having.length === 1 ? 'does' : 'do'}`,
        ),
      );
  });
}

function wasListed({ endpointsBefore }: FailureFacts, service: string, address: string): boolean {
  return endpointsBefore.some((each) => each.service === service && each.address === address);
}
