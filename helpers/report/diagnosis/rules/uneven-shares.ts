import { chanceToMiss, shareAtRandom } from '../../../probe/samples.ts';
import type { FailureFacts, ObservationFacts } from '../../failure-facts.ts';
import { type Finding, type Rule, seen } from '../rule.ts';
import { addressText, placeText } from '../words.ts';

/** How rarely chance alone may do what is called uneven. */
const CHANCE = 1e-5;

/** Below it a share's spread is no normal one. */
const LEAST_FOR_SHARES = 100;

/** A choice at random among all endpoints does not look so. */
export const unevenShares: Rule = {
  about: 'endpoint P is never chosen, or far more often than others',
  needs:
    'a sample through a Service that chooses among all of its endpoints, all of them pods, so large that chance alone does so less than once in 100000 times',
  says: (facts) => {
    const found = facts.observations.flatMap((observation) => {
      const pods = chosenAmong(observation, facts);
      return pods.length > 1 ? [...neverChosen(observation, pods), ...outOfShare(observation, pods)] : [];
    });
    return found.slice(0, 1);
  },
};

/** Pods that each connection is led to with the same chance; none where that is not known. */
function chosenAmong({ kind, to }: ObservationFacts, facts: FailureFacts): string[] {
  const service = facts.services.find(({ name }) => name === to.service);
  if (kind !== 'sampling' || !['ClusterIP', 'nodePort'].includes(to.kind) || !service?.exists) return [];
  const { externalTrafficPolicy, internalTrafficPolicy, prefersNear, sessionAffinity } = service;
  const isLocal = externalTrafficPolicy === 'Local' || internalTrafficPolicy === 'Local';
  if (isLocal || prefersNear || sessionAffinity !== 'None') return [];
  const own = facts.endpoints.filter((each) => each.service === to.service && each.ready);
  const names = own.map(({ pod, address }) => pod ?? facts.pods.find((each) => each.address === address)?.name);
  return names.every((name) => name !== undefined) ? [...new Set(names)] : [];
}

function neverChosen({ from, to, backends }: ObservationFacts, pods: readonly string[]): Finding[] {
  const count = answers(backends);
  if (chanceToMiss(pods.length, count) > CHANCE) return [];
  return pods
    .filter((pod) => !backends[pod])
    .map((pod) =>
      seen(
        `${pod}, which the EndpointSlices list as ready, was given none of ${count} connections of ${placeText(from)} to ${addressText(to)}`,
      ),
    );
}

function outOfShare({ from, to, backends }: ObservationFacts, pods: readonly string[]): Finding[] {
  const count = answers(backends);
  const { to: most } = shareAtRandom(pods.length, count);
  if (count < LEAST_FOR_SHARES) return [];
  return pods
    .filter((pod) => (backends[pod] ?? 0) > most)
    .map((pod) =>
      seen(
        `${pod} was given ${backends[pod]} of ${count} connections of ${placeText(from)} to ${addressText(to)}, where each of ${pods.length} endpoints has a share of ${Math.round(count / pods.length)}`,
      ),
    );
}

function answers(backends: ObservationFacts['backends']): number {
  return Object.values(backends).reduce((sum, count) => sum + count, 0);
}
