import { POLL_EVERY_MS, SAMPLE_MS, SETTLED_SAMPLE_MS } from '../bounds.ts';
import type { Client, ProbeResult, Target } from '../probe/probe.ts';
import { chanceToMiss, samplesToSeeAll } from '../probe/samples.ts';
import { summarize } from '../probe/summary.ts';
import { describeBackends } from './describe.ts';
import type { Sampling } from './observation.ts';
import type { Observer } from './observer.ts';
import { programmedSince, type Since } from './since.ts';
import type { Subject } from './subject.ts';
import { takeWithin } from './take-within.ts';

/** Limit of a probe that only looks whether it is time for a sample, in ms. */
const TRIAL_MS = 500;

/** So many probes at a time, for each backend, until every one has answered. */
const TRIALS_PER_BACKEND = 2;

/**
 * So many probes are sent where of a whole sample nothing came to an end: a pod says why each of them was refused when all are over,
 * which takes them beyond the sample's time where a node may send but one ICMP message a second.
 */
const FEW = 3;

export interface SampleOptions {
  readonly client: Client;
  readonly target: Target;
  readonly of: Subject;
  /** New connections that are judged; by default as many as see all backends but for MISS_CHANCE. */
  readonly samples?: number;
  /** The bound for what may still come, in ms: how long to wait until every backend answers, before the judged sample. */
  readonly within: number;
  /** `any`: one backend or more may be among those that answer, as with affinity. By default every one has to. */
  readonly backends?: 'every' | 'any';
  /**
   * What else each answer has to be before the judged sample is taken; the judgement itself is a matcher's. A Service that is new needs
   * it where its nodePort may have been another's to the same backends.
   */
  readonly until?: (result: ProbeResult) => boolean;
  /** The change whose effect this shows: how long the node took is in the report. */
  readonly since?: Since;
  /** A place that pod IPs are asked from if something is wrong; by default the client itself, unless it is outside. */
  readonly beside?: Client | undefined;
}

/** Waits until every backend answers, and nobody else, then takes the sample that is judged. */
export async function takeSample(observer: Observer, options: SampleOptions): Promise<Sampling> {
  const { client, target, of, samples, within, backends = 'every', until = () => true, since, beside } = options;
  const { signal, clock } = observer;
  const count = samples ?? samplesToSeeAll(Math.max(1, of.backends.length));
  const names = new Set(of.backends.map(({ name }) => name));
  const take = (ms: number, howMany = count) =>
    takeWithin(ms, client, observer.requests(target, howMany), signal, clock);
  const isRight = (result: ProbeResult) =>
    result.outcome === 'answered' && names.has(result.backend ?? '') && until(result);
  const allSeen = (results: readonly ProbeResult[]) =>
    backends === 'any' || [...names].every((name) => results.some(({ backend }) => backend === name));
  const complete = (results: readonly ProbeResult[]) =>
    results.length === count && results.every(isRight) && allSeen(results);

  const start = clock.now();
  const left = () => start + within - clock.now();
  const trial = (howMany: number) =>
    client.trial(
      Array.from({ length: howMany }, () => observer.request(target, TRIAL_MS)),
      signal,
    );
  /** A whole sample, unless the door is closed: one probe tells that sooner. */
  const whole = async () => {
    const isOpen = within === 0 || (await trial(1)).every(({ outcome }) => outcome === 'answered');
    return isOpen ? take(Math.min(Math.max(0, left()), SAMPLE_MS)) : [];
  };
  // Where something may still answer that must not, only a whole sample shows that it does not. A few probes can't tell one backend
  // from that of a Service which had the nodePort before, and has others besides; a number has one owner, which they do show.
  const mayStill = since?.clock === 'endpoints' || (since !== undefined && options.until !== undefined);
  const needsWhole = within === 0 || samples !== undefined || names.size === 1 || mayStill;
  let settled: { readonly ms: number; readonly results: readonly ProbeResult[] } | undefined;
  let seen: readonly ProbeResult[] = [];
  do {
    seen = needsWhole ? await whole() : [...seen, ...(await trial(TRIALS_PER_BACKEND * names.size))];
    if (!seen.every(isRight)) seen = [];
    const enough = needsWhole ? complete(seen) : seen.length > 0 && allSeen(seen);
    if (enough) settled = { ms: Math.round(clock.now() - start), results: seen };
    else await clock.sleep(POLL_EVERY_MS, signal);
    signal.throwIfAborted();
  } while (!settled && left() > 0);

  const judged = await take(settled ? SETTLED_SAMPLE_MS : SAMPLE_MS);
  const results = settled || judged.length > 0 ? judged : await take(SAMPLE_MS, Math.min(FEW, count));
  const evidence = complete(results) ? null : await observer.evidence(of, client, target, beside);
  const who = backends === 'any' ? 'any' : 'every one';
  const expected = `each of ${count} new connections answered, by ${who} of ${describeBackends(of.backends)}`;
  const cell = observer.traffic(client, target, expected, of.backends);
  const missChance = backends === 'every' && names.size > 0 ? chanceToMiss(names.size, count) : null;
  Object.assign(cell, summarize(results), { settledMs: settled?.ms ?? null, missChance });
  const programmed = settled && programmedSince(since, client, target, settled.results[0]?.sentAt);
  if (programmed) cell.programmed = programmed;
  const sampling: Sampling = {
    ...{ kind: 'sampling', requirement: observer.id, cell, target },
    ...{ backends: of.backends, planned: count, results, evidence },
  };
  return observer.observed(sampling, { client, target, of });
}
