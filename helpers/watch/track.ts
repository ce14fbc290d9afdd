import { TRAFFIC_GAP_MS, WATCH_SETTLED_MS } from '../bounds.ts';
import type { Outcome, ProbeResult } from '../probe/probe.ts';
import type { OutcomeCounts } from '../probe/summary.ts';
import type { Timeline } from '../report/results.ts';

/** A time in which a path was not served, or in which nobody could tell. Times are in ms since the epoch. */
export interface Interval {
  readonly kind: 'broken' | 'unknown';
  /** When the first probe was sent that was not answered. */
  readonly from: number;
  /** When the first probe was sent that was answered again; null if it was still so at the end. */
  to: number | null;
  probes: number;
  /** Of its probes, the answered ones among them too. */
  readonly outcomes: OutcomeCounts;
  /** In the words of who made the last of its probes. */
  detail: string;
}

type State = 'answered' | Interval['kind'];

/** When a probe was begun and when it was over, by the clock of this process, in ms since the epoch. */
export interface Times {
  readonly begun: number;
  readonly over: number;
}

/** What became of a path so far, probe after probe. What fails again within WATCH_SETTLED_MS is one interval. */
export class Track {
  readonly intervals: Interval[] = [];
  readonly outcomes: OutcomeCounts = {};
  /** Answers by `namespace/pod`. */
  readonly backends: Record<string, number> = {};
  probes = 0;
  /** When the last probe was sent that was answered, in ms since the epoch. */
  lastAnswered: number | undefined;
  readonly #ours: ReadonlySet<string>;
  readonly #onChange: (interval: Interval) => void;
  readonly #changes: { readonly at: number; readonly outcome: Outcome }[] = [];
  #open: Interval | undefined;
  #answeredSince: number | undefined;
  /** Since then; they belong to the interval only if it goes on. */
  #answers = 0;
  #lastOver: number | undefined;

  /**
   * @param ours `namespace/pod` of all that may answer.
   * @param onChange told when an interval begins, and when its end is certain.
   */
  constructor(ours: readonly string[], onChange: (interval: Interval) => void = () => {}) {
    this.#ours = new Set(ours);
    this.#onChange = onChange;
  }

  /** As the last probe was; `unknown` before there is one. */
  get state(): State {
    if (this.probes === 0) return 'unknown';
    return this.#open && this.#answeredSince === undefined ? this.#open.kind : 'answered';
  }

  add(result: ProbeResult, { begun, over }: Times): void {
    if (this.#lastOver !== undefined && begun - this.#lastOver > TRAFFIC_GAP_MS) this.#pause(this.#lastOver);
    this.#lastOver = over;
    this.probes += 1;
    const { outcome, backend } = result;
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
    const state = this.#stateOf(result);
    // What could not be made was not sent, so only this process knows when.
    const at = state === 'unknown' ? begun : result.sentAt;
    if (this.#changes.at(-1)?.outcome !== outcome) this.#changes.push({ at, outcome });
    if (outcome === 'answered' && backend !== undefined) this.backends[backend] = (this.backends[backend] ?? 0) + 1;
    if (state === 'answered') this.#answered(at);
    else this.#bad(state, at, result);
  }

  /** No more comes. What was answered again before that has ended, however short ago. */
  end(): void {
    if (this.#open && this.#answeredSince !== undefined) this.#close(this.#answeredSince);
  }

  /** From the first probe until `until`, in steps of `everyMs`; null if there was no probe. */
  timeline(everyMs: number, until: number): Timeline | null {
    const [first] = this.#changes;
    if (!first) return null;
    const stepOf = (at: number) => Math.round((at - first.at) / everyMs);
    const runs = this.#changes.map(({ at, outcome }, index) => {
      const next = this.#changes[index + 1]?.at ?? Math.max(until, at + everyMs);
      return { outcome, backend: null, count: stepOf(next) - stepOf(at) };
    });
    const marks = this.intervals.flatMap(({ kind, from, to }) => [
      { atMs: from - first.at, text: kind === 'broken' ? 'broken from here' : 'could not tell from here' },
      ...(to === null ? [] : [{ atMs: to - first.at, text: 'answered again' }]),
    ]);
    return { startedAt: new Date(first.at).toISOString(), everyMs, marks, runs: runs.filter(({ count }) => count > 0) };
  }

  #stateOf({ outcome, backend }: ProbeResult): State {
    if (outcome === 'broken') return 'unknown';
    return outcome === 'answered' && backend !== undefined && this.#ours.has(backend) ? 'answered' : 'broken';
  }

  #answered(at: number): void {
    this.lastAnswered = at;
    if (!this.#open) return;
    this.#answeredSince ??= at;
    if (at - this.#answeredSince >= WATCH_SETTLED_MS) this.#close(this.#answeredSince);
    else this.#answers += 1;
  }

  #bad(kind: Interval['kind'], at: number, { outcome, detail }: ProbeResult): void {
    if (this.#open && this.#open.kind !== kind) this.#close(this.#answeredSince ?? at);
    this.#answeredSince = undefined;
    const begins = !this.#open;
    this.#open ??= this.#begin(kind, at);
    count(this.#open, 'answered', this.#answers);
    count(this.#open, outcome, 1);
    this.#answers = 0;
    this.#open.detail = detail;
    if (begins) this.#onChange(this.#open);
  }

  /** Nothing was sent since then. */
  #pause(since: number): void {
    if (this.#open?.kind === 'unknown') {
      this.#answeredSince = undefined;
      return;
    }
    if (this.#open) this.#close(this.#answeredSince ?? since);
    this.#open = this.#begin('unknown', since);
    this.#open.detail = 'no probe was sent';
    this.#onChange(this.#open);
  }

  #begin(kind: Interval['kind'], from: number): Interval {
    const interval = { kind, from, to: null, probes: 0, outcomes: {}, detail: '' };
    this.intervals.push(interval);
    return interval;
  }

  #close(to: number): void {
    const interval = this.#open;
    this.#open = undefined;
    this.#answeredSince = undefined;
    this.#answers = 0;
    if (!interval) return;
    interval.to = to;
    this.#onChange(interval);
  }
}

function count(interval: Interval, outcome: Outcome, probes: number): void {
  if (probes === 0) return;
  interval.probes += probes;
  interval.outcomes[outcome] = (interval.outcomes[outcome] ?? 0) + probes;
}
