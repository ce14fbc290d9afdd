import type { EndpointFacts, FailureFacts } from '../../failure-facts.ts';
import { type Rule, seen } from '../rule.ts';
import { isUsable, unusableText } from '../usable.ts';
import { listed } from '../words.ts';

/** Rules lead to an address that no EndpointSlice lists, or lists as not ready. */
export const staleAddress: Rule = {
  about: "the slice lists pod P, node X still sends to P's old address",
  needs:
    "a node's rules that lead to an address that the Service's EndpointSlices listed as ready or serving neither before nor after they were read",
  says: (facts) => {
    const stale = new Map<string, { service: string; address: string; nodes: string[] }>();
    for (const { node, destinations } of facts.rules) {
      for (const { service, address } of destinations) {
        // Of a Service that is gone all rules are old, which another rule says.
        const isThere = facts.services.some(({ name, exists }) => name === service && exists);
        if (!isThere || isUsable(facts, service, isAt(address))) continue;
        const known = stale.get(`${service} ${address}`) ?? { service, address, nodes: [] };
        if (!known.nodes.includes(node)) known.nodes.push(node);
        stale.set(`${service} ${address}`, known);
      }
    }
    return [...stale.values()].map(({ service, address, nodes }) => {
      const who = nodes.length === 1 ? `node ${nodes[0]} still sends` : `nodes ${listed(nodes)} still send`;
      const why = `${unusableText(facts, service, isAt(address))}${ownerText(facts, address)}`;
      return seen(`${who} connections for ${service} to ${address}, ${why}`);
    });
  },
};

function isAt(address: string): (endpoint: EndpointFacts) => boolean {
  return (endpoint) => endpoint.address === hostOf(address);
}

function ownerText({ pods }: FailureFacts, address: string): string {
  const pod = pods.find(({ knownAs }) => knownAs === hostOf(address));
  if (!pod) return '';
  if (!pod.exists) return `: pod ${pod.name} had that address and is gone`;
  return pod.address === pod.knownAs
    ? `: it is pod ${pod.name}`
    : `: pod ${pod.name} had it and is now at ${pod.address}`;
}

/** `10.42.0.5` of `10.42.0.5:8080`, `fd00::5` of `[fd00::5]:8080`. */
function hostOf(address: string): string {
  return address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}
