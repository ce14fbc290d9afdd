import { type Clock, systemClock } from '../kube/clock.ts';
import { eventually, NotYet, WaitTimedOut } from '../kube/eventually.ts';
import type { Cell, Table } from '../report/results.ts';
import { type FieldRule, wrongFields, wrongFieldText } from './field-rules.ts';
import type { Fields, Sampling, Silence } from './observation.ts';
import { Observer } from './observer.ts';
import { type SampleOptions, takeSample } from './sample.ts';
import { holdSilence, type SilenceOptions } from './silence.ts';
import { startFlow, startTraffic, type Traffic, type TrafficOptions } from './traffic.ts';

export interface ReadOptions<T> {
  /** For people: whose fields these are. */
  readonly what: string;
  /** The command that shows them. */
  readonly repeat: string;
  readonly read: (signal: AbortSignal) => Promise<T>;
  readonly rules: Readonly<Record<string, FieldRule>>;
  /** The bound for what may still come, in ms. */
  readonly within: number;
}

/** What a spec observes with. Each observation becomes one cell of the report, and has to be judged by a matcher. */
export class Check {
  readonly notes: string[] = [];
  readonly tables: Table[] = [];
  readonly #observer: Observer;

  /** `token` gives each probe a name of its own; `signal` ends every wait. */
  constructor(id: string, token: () => string, signal: AbortSignal, clock: Clock = systemClock) {
    this.#observer = new Observer(id, token, signal, clock);
  }

  get id(): string {
    return this.#observer.id;
  }

  get signal(): AbortSignal {
    return this.#observer.signal;
  }

  get cells(): Cell[] {
    return this.#observer.cells;
  }

  /** What was observed so far. */
  get observed(): Pick<Observer, 'asked' | 'fields'> {
    return this.#observer;
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
    const cell = this.#observer.cell('the API', what, 'fields', repeat);
    const fields: Fields = { kind: 'fields', requirement: this.id, cell, object, wrong: [] };
    this.#observer.fields.push(fields);
    return fields;
  }

  /** Reads an object until its fields are as the rules say, at most `within` ms; what was read last is to be judged by the same rules. */
  async read<T>({ what, repeat, read, rules, within }: ReadOptions<T>): Promise<Fields> {
    const { clock, signal } = this.#observer;
    const started = clock.now();
    let last: { readonly object: T } | undefined;
    const look = async (stop: AbortSignal) => {
      last = { object: await read(stop) };
      const [wrong] = wrongFields(last.object, rules);
      if (wrong) throw new NotYet(wrongFieldText(wrong));
    };
    await eventually(what, look, { within, signal, clock }).catch((error: unknown) => {
      // What came last is judged by a matcher; only where nothing came is there nothing to judge.
      if (!(error instanceof WaitTimedOut) || !last) throw error;
    });
    const fields = this.fields(what, last?.object, repeat);
    fields.cell.settledMs = Math.round(clock.now() - started);
    return fields;
  }

  /** Waits until a whole sample is as expected, then takes the sample that is judged. */
  sample(options: SampleOptions): Promise<Sampling> {
    return takeSample(this.#observer, options);
  }

  /** Waits until the target reaches nobody, then holds it for HOLD_MS, each probe beside its positive control. */
  silence(options: SilenceOptions): Promise<Silence> {
    return holdSilence(this.#observer, options);
  }

  /** Starts continuous traffic, each time on a new connection. */
  traffic(options: TrafficOptions): Traffic {
    return startTraffic(this.#observer, options);
  }

  /** Starts continuous traffic through one socket: a TCP connection kept open, or UDP from one source port. */
  flow(options: TrafficOptions): Traffic {
    return startFlow(this.#observer, options);
  }
}
