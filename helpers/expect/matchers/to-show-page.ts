import type { ProbeResult } from '../../probe/probe.ts';
import { trafficMessage } from '../failure-message.ts';
import { assertKind, heldUp, type MatcherResult, refuseNot, settle, tooFew } from '../judge.ts';

const NAME = 'toShowPage';
const HTTP_OK = 200;

/**
 * Every probe of the sample got a page of that title from one of the backends, with status 200.
 * Throws Inconclusive where a probe could not be made or the sample was empty.
 */
export function toShowPage(this: { isNot?: boolean }, received: unknown, title: string): MatcherResult {
  refuseNot(NAME, this.isNot, 'name the page that must come');
  assertKind(NAME, received, 'sampling');
  const { results, backends } = received;
  const shows = (result: ProbeResult) =>
    result.outcome === 'answered' &&
    backends.some(({ name }) => name === result.backend) &&
    result.status === HTTP_OK &&
    result.title === title;
  const explain = (problem: string) => trafficMessage(received, problem, results, shows);
  const broken = results.filter(({ outcome }) => outcome === 'broken').length;
  const good = results.filter(shows).length;
  const asExpected = good + broken === results.length;
  if (results.length === 0) heldUp(received, explain('no probe was sent'));
  if (broken > 0) heldUp(received, explain(`${broken} of ${results.length} probes could not be made`), asExpected);
  if (good === results.length && good < received.planned) heldUp(received, explain(tooFew(good, received.planned)));
  if (good === results.length) return settle(received, null);
  const other = results.find((result) => !shows(result));
  const got =
    other?.status === undefined ? '' : `, one got status ${other.status} and the title "${other.title ?? ''}"`;
  return settle(received, explain(`${good} of ${results.length} showed "${title}"${got}`));
}
