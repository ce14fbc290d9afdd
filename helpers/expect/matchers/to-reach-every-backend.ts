import type { ProbeResult } from '../../probe/probe.ts';
import { trafficMessage } from '../failure-message.ts';
import { assertKind, cannotTell, heldUp, type MatcherResult, refuseNot, settle, tooFew } from '../judge.ts';
import type { Sampling } from '../observation.ts';

const NAME = 'toReachEveryBackend';

/**
 * Connections in a row with one local port were one connection, so their number says nothing about balancing. Further apart a
 * client may be given a port again.
 */
function sharedConnections(results: readonly ProbeResult[]): number {
  return results.filter(({ local }, index) => local !== undefined && local.port === results[index - 1]?.local?.port)
    .length;
}

function problemOf(sampling: Sampling): string | null {
  const { results, backends, planned } = sampling;
  const names = new Set(backends.map(({ name }) => name));
  const answered = results.filter(({ outcome }) => outcome === 'answered');
  if (answered.length < results.length) return `${answered.length} of ${results.length} answered`;
  const unexpected = [...new Set(answered.flatMap(({ backend }) => (backend && !names.has(backend) ? [backend] : [])))];
  if (unexpected.length > 0) return `answered by ${unexpected.join(', ')}, which is no backend of it`;
  // Of fewer connections than were planned one backend may be missing by chance.
  if (results.length - sharedConnections(results) < planned) return null;
  const missing = [...names].filter((name) => !answered.some(({ backend }) => backend === name));
  return missing.length > 0 ? `${missing.join(', ')} never answered` : null;
}

/**
 * Every probe of the sample was answered, by each of the backends and by nobody else.
 * Throws Inconclusive where a probe could not be made or the sample was empty.
 */
export function toReachEveryBackend(this: { isNot?: boolean }, received: unknown): MatcherResult {
  refuseNot(NAME, this.isNot, 'name what must come, as toReachNobody() does for silence');
  assertKind(NAME, received, 'sampling');
  const as = (result: ProbeResult) =>
    result.outcome === 'answered' && received.backends.some(({ name }) => name === result.backend);
  const explain = (problem: string) => trafficMessage(received, problem, received.results, as);
  const broken = received.results.filter(({ outcome }) => outcome === 'broken').length;
  if (received.backends.length === 0) cannotTell(explain('no backends were named'));
  const { results, planned } = received;
  if (results.length === 0) heldUp(received, explain('no probe was sent'));
  if (broken > 0) {
    const asExpected = results.every((result) => result.outcome === 'broken' || as(result));
    heldUp(received, explain(`${broken} of ${results.length} probes could not be made`), asExpected);
  }
  const problem = problemOf(received);
  if (problem === null && results.length < planned) heldUp(received, explain(tooFew(results.length, planned)));
  const shared = sharedConnections(results);
  if (problem === null && shared > 0) heldUp(received, explain(`${shared} probes shared a connection with another`));
  return settle(received, problem === null ? null : explain(problem));
}
