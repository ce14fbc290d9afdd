import type { FailureFacts } from '../../failure-facts.ts';
import { type Rule, seen } from '../rule.ts';
import { listed } from '../words.ts';

/** Nobody is there to answer, as far as the API says. */
export const noReadyEndpoint: Rule = {
  about: 'the EndpointSlices list no ready endpoint, though pods had to answer',
  needs: 'a Service that had to answer and did not, and its EndpointSlices, read twice',
  says: (facts) => {
    const unanswered = new Set(
      facts.observations.flatMap(({ kind, asExpected, to }) =>
        kind === 'sampling' && !asExpected && to.service ? [to.service] : [],
      ),
    );
    return facts.services
      .filter(({ name, exists }) => exists && unanswered.has(name) && !hasEndpoint(facts, name))
      .map(({ name }) => {
        const ready = facts.pods.filter((pod) => pod.knownAs !== null && pod.ready).map((pod) => pod.name);
        const pods =
          ready.length > 0
            ? `, though ${listed(ready)} had to answer and ${ready.length === 1 ? 'is' : 'are'} Ready`
            : '';
        return seen(`the EndpointSlices of ${name} list no endpoint that serves${pods}`);
      });
  },
};

function hasEndpoint({ endpoints, endpointsBefore, missing }: FailureFacts, service: string): boolean {
  const notRead = missing.some((line) => line.startsWith(`EndpointSlices of ${service}`));
  const listedThen = endpointsBefore.some((each) => each.service === service);
  const serves = endpoints.some((each) => each.service === service && (each.ready || each.serving));
  return notRead || serves || (listedThen && !endpoints.some((each) => each.service === service));
}
