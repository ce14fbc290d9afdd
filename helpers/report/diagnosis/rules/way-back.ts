import type { FailureFacts, ObservationFacts } from '../../failure-facts.ts';
import { type Finding, likely, type Rule, seen } from '../rule.ts';
import { addressText, listed, placeText } from '../words.ts';

/** What was asked arrived, and the answer did not. */
export const wayBack: Rule = {
  about: 'the address that replies is not the one dialled',
  needs:
    "probes without an answer in a backend's own access log; for the cause, that it saw the client's own address, which the node that was dialled had to replace",
  says: (facts) => facts.observations.flatMap((observation) => findings(observation, facts)),
};

function findings({ from, to, arrived, kind, asExpected }: ObservationFacts, facts: FailureFacts): Finding[] {
  if (arrived.length === 0 || asExpected || kind === 'silence') return [];
  const count = arrived.reduce((sum, each) => sum + each.count, 0);
  const places = listed([...new Set(arrived.map(({ backend, from: address }) => `${backend} (from ${address})`))]);
  const lost = seen(
    `the way there works and the way back does not: ${count} of the probes of ${placeText(from)} to ${addressText(to)} arrived at ${places}, and their answers did not come`,
  );
  return isUnmasked(from, to, arrived, facts)
    ? [
        lost,
        likely(
          `the address that replies is not ${to.host}, which was dialled: the backend saw the client's own address, so its answer passes by the node that has to translate it back`,
        ),
      ]
    : [lost];
}

/** The backends saw the client itself, though they are on other nodes than the one that was dialled. */
function isUnmasked(
  from: ObservationFacts['from'],
  to: ObservationFacts['to'],
  arrived: ObservationFacts['arrived'],
  { pods, nodes, services }: FailureFacts,
): boolean {
  const policy = services.find(({ name }) => name === to.service)?.externalTrafficPolicy;
  if (to.kind !== 'nodePort' || to.node === null || policy !== 'Cluster') return false;
  const ofNodes = nodes.flatMap(({ internalIPs }) => internalIPs);
  return arrived.every(({ backend, from: address }) => {
    const elsewhere = pods.some(({ name, node }) => name === backend && node !== null && node !== to.node);
    const isClients =
      from.address === address ||
      (from.kind === 'outside' && from.address === null && !ofNodes.includes(address) && !isPodBridge(address));
    return elsewhere && isClients;
  });
}

/** A node's own end of its pod network, by which a masquerading node is seen too. */
function isPodBridge(address: string): boolean {
  return /\.[01]$|::[01]?$/.test(address);
}
