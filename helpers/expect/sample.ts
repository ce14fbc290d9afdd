import { POLL_EVERY_MS, SAMPLE_MS } from '../bounds.ts';
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
const FIRST_LOOK_MS = 500;

export interface SampleOptions {
  readonly client: Client;
  readonly target: Target;
  readonly of: Subject;
  /** New connections that are judged; by default as many as see all backends but for MISS_CHANCE. */
  readonly samples?: number;
  /** The bound for what may still come, in ms: how long to wait until a whole sample is as expected, before the judged one. */
  readonly within: number;
  /** `any`: one backend or more may be among those that answer, as with affinity. By default every one has to. */
  readonly backends?: 'every' | 'any';
  /** What else each answer has to be before the judged sample is taken; the judgement itself is a matcher's. */
  readonly until?: (result: ProbeResult) => boolean;
  /** The change whose effect this shows: how long the node took is in the report. */
  readonly since?: Since;
  /** A place that pod IPs are asked from if something is wrong; by default the client itself, unless it is outside. */
  readonly beside?: Client | undefined;
}

/** Waits until a whole sample is as expected, then takes the sample that is judged. */
export async function takeSample(observer: Observer, options: SampleOptions): Promise<Sampling> {
  const { client, target, of, samples, within, backends = 'every', until = () => true, since, beside } = options;
  const { signal, clock } = observer;
  const count = samples ?? samplesToSeeAll(Math.max(1, of.backends.length));
  const names = new Set(of.backends.map(({ name }) => name));
  const take = (ms: number) => takeWithin(ms, client, observer.requests(target, count), signal, clock);
  const answers = async () => {
    const [first] = await client.look([observer.request(target, FIRST_LOOK_MS)], signal);
    return first?.outcome === 'answered';
  };
  const complete = (results: readonly ProbeResult[]) =>
    results.length === count &&
    results.every((result) => result.outcome === 'answered' && names.has(result.backend ?? '') && until(result)) &&
    (backends === 'any' || [...names].every((name) => results.some(({ backend }) => backend === name)));

  const start = clock.now();
  const left = () => start + within - clock.now();
  let settled: { readonly ms: number; readonly results: readonly ProbeResult[] } | undefined;
  do {
    // One probe tells sooner than a whole sample of a door that is still closed.
    const results = within > 0 && !(await answers()) ? [] : await take(Math.min(Math.max(0, left()), SAMPLE_MS));
    if (complete(results)) settled = { ms: Math.round(clock.now() - start), results };
    else await clock.sleep(POLL_EVERY_MS, signal);
    signal.throwIfAborted();
  } while (!settled && left() > 0);

  const results = await take(SAMPLE_MS);
  const evidence = complete(results) ? null : await observer.evidence(of, client, beside);
  const who = backends === 'any' ? 'any' : 'every one';
  const expected = `each of ${count} new connections answered, by ${who} of ${describeBackends(of.backends)}`;
  const cell = observer.traffic(client, target, expected);
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
