import { brokenResult } from './broken-result.ts';
import type { MarkedRecord } from './marked-records.ts';
import { numbered } from './numbered.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import type { ProgramBatch } from './program-batch.ts';
import type { ProgramClock } from './program-clock.ts';
import { SocketExchanges } from './socket-exchanges.ts';
import { socketLine } from './socket-line.ts';

/** Where the program puts a probe's number. */
const NUMBER = '~';

/** What has come of a stream that the socket program sends by itself, until it is told to stop. */
export class SocketStream implements ProgramBatch {
  readonly #first: ProbeRequest;
  readonly #everyMs: number;
  readonly #exchanges: SocketExchanges;
  #ended = false;

  /**
   * @param first what each probe asks; its token gets a number.
   * @param clock of the program's run, which may have known other batches.
   */
  constructor(first: ProbeRequest, everyMs: number, nonce: string, clock: ProgramClock) {
    this.#first = first;
    this.#everyMs = everyMs;
    this.#exchanges = new SocketExchanges((nth) => numbered(first, nth + 1), nonce, clock);
  }

  input(): string {
    return `stream ${socketLine(numbered(this.#first, NUMBER), this.#everyMs)}`;
  }

  get ended(): boolean {
    return this.#ended;
  }

  add(record: MarkedRecord, at: number): void {
    this.#exchanges.add(record, at);
    if (record.kind === 'stopped') this.#ended = true;
  }

  /** Of the probes that are over. */
  soFar(): ProbeResult[] {
    return this.#exchanges.answers().map(({ result }) => result);
  }

  /** Where the stream was not stopped in good order, a probe that is `broken`, because of `reason`, is the last. */
  results(reason: string): ProbeResult[] {
    const results = this.soFar();
    if (this.#ended) return results;
    return [...results, brokenResult(numbered(this.#first, results.length + 1), reason, Date.now())];
  }
}
