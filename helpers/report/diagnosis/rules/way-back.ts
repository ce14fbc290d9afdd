import type { FailureFacts, ObservationFacts, TrackedFacts } from '../../failure-facts.ts';
import { type Finding, likely, type Rule, seen } from '../rule.ts';
import { addressText, listed, placeText } from '../words.ts';

/** What was asked went through, and the answer did not come back. */
export const wayBack: Rule = {
  about: 'the address that replies is not the one dialled',
  needs:
    "probes without an answer that a backend's own access log shows, or that the node that was dialled sent on without having its address put in for the client's",
  says: (facts) =>
    facts.observations
      .filter(({ asExpected, kind }) => !asExpected && kind !== 'silence')
      .flatMap((observation) => [...lostOnTheWay(observation), ...unmasked(observation, facts)]),
};

function lostOnTheWay({ from, to, arrived }: ObservationFacts): Finding[] {
  if (arrived.length === 0) return [];
  const count = arrived.reduce((sum, each) => sum + each.count, 0);
  const places = listed([...new Set(arrived.map(({ backend, from: address }) => `${backend} (from ${address})`))]);
  const probes = `${count} of the probes of ${placeText(from)} to ${addressText(to)}`;
  return [
    seen(
      `the way there works and the way back does not: ${probes} arrived at ${places}, and their answers did not come`,
    ),
  ];
}

/** The node that was dialled waits for the answers of pods on other nodes, and has told them to answer the client itself. */
function unmasked({ to }: ObservationFacts, { tracked, endpoints, services }: FailureFacts): Finding[] {
  const policy = services.find(({ name }) => name === to.service)?.externalTrafficPolicy;
  if (to.kind !== 'nodePort' || policy !== 'Cluster') return [];
  const astray = tracked.filter((each) => isAstray(each, to) && isElsewhere(each, to, endpoints));
  if (astray.length === 0) return [];
  const count = astray.reduce((sum, each) => sum + each.count, 0);
  const pods = listed([...new Set(astray.map(({ answersFrom }) => answersFrom))]);
  return [
    seen(
      `node ${to.node} sent ${count} connections to ${addressText(to)} on to ${pods} with the client's own address, and no answer passed it`,
    ),
    likely(
      `the address that replies is not ${to.host}, which was dialled, but ${pods}: node ${to.node} does not put its own address in the client's place (masquerade), so that answers pass it by`,
    ),
  ];
}

function isAstray(
  { node, protocol, to, port, from, answersTo, answersFrom, unanswered }: TrackedFacts,
  target: ObservationFacts['to'],
): boolean {
  const isTarget = to === target.host && port === target.port && protocol === target.protocol && node === target.node;
  return isTarget && unanswered && answersTo === from && answersFrom !== to;
}

function isElsewhere(
  { answersFrom }: TrackedFacts,
  { node }: ObservationFacts['to'],
  endpoints: FailureFacts['endpoints'],
): boolean {
  return endpoints.some((each) => each.address === answersFrom && each.node !== null && each.node !== node);
}
