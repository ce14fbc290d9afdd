import { POLL_EVERY_MS, PROBE_TIMEOUT_MS, SAMPLE_MS, TRAFFIC_EVERY_MS } from '../bounds.ts';
import { type Clock, systemClock } from '../kube/clock.ts';
import type { Client, ProbeRequest, ProbeResult, Target } from '../probe/probe.ts';
import { chanceToMiss, samplesToSeeAll } from '../probe/samples.ts';
import { countOutcomes, summarize } from '../probe/summary.ts';
import type { Cell, Table } from '../report/results.ts';
import { describeBackends, describeClient, describeTarget } from './describe.ts';
import { gatherEvidence } from './evidence.ts';
import { hold } from './hold.ts';
import type { Continuity, Fields, Sampling, Silence } from './observation.ts';
import type { Subject } from './subject.ts';
import { takeWithin } from './take-within.ts';

export interface SampleOptions {
  readonly client: Client;
  readonly target: Target;
  readonly of: Subject;
  /** New connections that are judged; by default as many as see all backends but for MISS_CHANCE. */
  readonly samples?: number;
  /** The bound for what may still come, in ms: how long to wait until a whole sample is as expected, before the judged one. */
  readonly within: number;
  /** A place that pod IPs are asked from if something is wrong; by default the client itself, unless it is outside. */
  readonly beside?: Client | undefined;
}

export interface SilenceOptions {
  readonly client: Client;
  /** What must reach nobody. */
  readonly target: Target;
  /** What the same client must reach at the same time. */
  readonly control: Target;
  readonly of: Subject;
  /** The bound for a door that is being closed, in ms from now; 0 where it must never have been open. */
  readonly within: number;
  readonly beside?: Client | undefined;
}

export interface Traffic extends AsyncDisposable {
  /** Stops the traffic and returns what it saw. */
  stop(): Promise<Continuity>;
}

/** What a spec observes with. Each observation becomes one cell of the report, and has to be judged by a matcher. */
export class Check {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly cells: Cell[] = [];
  readonly notes: string[] = [];
  readonly tables: Table[] = [];
  readonly #token: () => string;
  readonly #clock: Clock;

  /** `token` gives each probe a name of its own; `signal` ends every wait. */
  constructor(id: string, token: () => string, signal: AbortSignal, clock: Clock = systemClock) {
    this.id = id;
    this.#token = token;
    this.signal = signal;
    this.#clock = clock;
  }

  /** A fact about how this was checked, for the report. */
  note(text: string): void {
    this.notes.push(text);
  }

  /** A table for the report. */
  table(table: Table): void {
    this.tables.push(table);
  }

  /** An API object whose fields are to be judged; `repeat` is the command that shows it. */
  fields(what: string, object: unknown, repeat: string): Fields {
    return { kind: 'fields', requirement: this.id, cell: this.#cell('the API', what, 'fields', repeat), object };
  }

  /** Waits until a whole sample is as expected, then takes the sample that is judged. */
  async sample({ client, target, of, samples, within, beside }: SampleOptions): Promise<Sampling> {
    const count = samples ?? samplesToSeeAll(of.backends.length);
    const names = new Set(of.backends.map(({ name }) => name));
    const take = (ms: number) => takeWithin(ms, client, this.#requests(target, count), this.signal, this.#clock);
    const complete = (results: readonly ProbeResult[]) =>
      results.length === count &&
      results.every(({ outcome }) => outcome === 'answered') &&
      [...names].every((name) => results.some(({ backend }) => backend === name));
    const settledMs = await this.#until(within, async (leftMs) => complete(await take(Math.min(leftMs, SAMPLE_MS))));
    const results = await take(SAMPLE_MS);
    const evidence = complete(results) ? null : await this.#evidence(of, beside ?? insideOf(client));
    const expected = `each of ${count} new connections answered, by every one of ${describeBackends(of.backends)}`;
    const cell = this.#cell(describeClient(client), describeTarget(target), expected, client.repeat(target));
    const missChance = of.backends.length > 0 ? chanceToMiss(of.backends.length, count) : null;
    Object.assign(cell, summarize(results), { settledMs, missChance });
    return {
      kind: 'sampling',
      requirement: this.id,
      cell,
      target,
      backends: of.backends,
      planned: count,
      results,
      evidence,
    };
  }

  /** Waits until the target reaches nobody, then holds it for HOLD_MS, each probe beside its positive control. */
  async silence({ client, target, control, of, within, beside }: SilenceOptions): Promise<Silence> {
    const pair = async () => {
      const requests = [...this.#requests(control, 1), ...this.#requests(target, 1)];
      const [controlled, negative] = await client.probe(requests, this.signal);
      if (!controlled || !negative) throw new Error(`${client.name} returned fewer results than it was given requests`);
      return { negative, control: controlled };
    };
    const { pairs, settledMs } = await hold(pair, within, this.signal, this.#clock);
    const tokens = new Set(pairs.map(({ negative }) => negative.request.token));
    const arrivals = await of.arrivals();
    const arrivedAt = [...new Set([...tokens].flatMap((token) => arrivals.get(token)?.backend ?? []))];
    const reached = pairs.some(({ negative }) => negative.backend !== undefined) || arrivedAt.length > 0;
    const evidence = reached ? await this.#evidence(of, beside ?? insideOf(client)) : null;
    const expected = `no pod of ours reached by any of ${pairs.length} probes, each beside an answered control`;
    const cell = this.#cell(describeClient(client), describeTarget(target), expected, client.repeat(target));
    const controls = pairs.map((entry) => entry.control);
    Object.assign(cell, summarize(pairs.map(({ negative }) => negative)), {
      settledMs: within > 0 ? settledMs : null,
      control: { target: describeTarget(control), outcomes: countOutcomes(controls) },
    });
    return { kind: 'silence', requirement: this.id, cell, pairs, arrivedAt, evidence };
  }

  /** Starts continuous traffic, one new connection every TRAFFIC_EVERY_MS, which must be answered until it is stopped. */
  traffic(client: Client, target: Target, of: Subject): Traffic {
    const stream = client.stream(() => this.#request(target), TRAFFIC_EVERY_MS);
    const stop = async (): Promise<Continuity> => {
      const results = await stream.stop();
      const names = new Set(of.backends.map(({ name }) => name));
      const whole = results.every(({ outcome, backend }) => outcome === 'answered' && backend && names.has(backend));
      const evidence = whole ? null : await this.#evidence(of, insideOf(client));
      const expected = `a new connection every ${TRAFFIC_EVERY_MS} ms, each answered by one of ${describeBackends(of.backends)}`;
      const cell = this.#cell(describeClient(client), describeTarget(target), expected, client.repeat(target));
      Object.assign(cell, summarize(results));
      const base = { kind: 'continuity', requirement: this.id, cell } as const;
      return { ...base, backends: of.backends, results, everyMs: TRAFFIC_EVERY_MS, evidence };
    };
    return { stop, [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose]() };
  }

  #request(target: Target): ProbeRequest {
    return { target, token: this.#token(), timeoutMs: PROBE_TIMEOUT_MS };
  }

  #requests(target: Target, count: number): ProbeRequest[] {
    return Array.from({ length: count }, () => this.#request(target));
  }

  #evidence(of: Subject, beside: Client | undefined) {
    return gatherEvidence(of, beside, (host, port, service) => this.#request({ kind: 'pod IP', host, port, service }));
  }

  /** Polls until `holds`, at most `within` ms; returns the time it took, or null if the bound came first: the judged sample decides. */
  async #until(within: number, holds: (leftMs: number) => Promise<boolean>): Promise<number | null> {
    const start = this.#clock.now();
    const left = () => start + within - this.#clock.now();
    do {
      if (await holds(Math.max(0, left()))) return Math.round(this.#clock.now() - start);
      await this.#clock.sleep(POLL_EVERY_MS, this.signal);
      this.signal.throwIfAborted();
    } while (left() > 0);
    return null;
  }

  #cell(client: string, target: string, expected: string, repeat: string): Cell {
    const cell: Cell = {
      client,
      target,
      expected,
      holds: null,
      probes: 0,
      outcomes: {},
      backends: {},
      missChance: null,
      settledMs: null,
      latencyMs: null,
      control: null,
      repeat,
    };
    this.cells.push(cell);
    return cell;
  }
}

/** A client that can ask pod IPs itself: any but one outside. */
function insideOf(client: Client): Client | undefined {
  return client.kind === 'outside' ? undefined : client;
}
