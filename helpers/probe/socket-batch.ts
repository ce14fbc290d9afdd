import { brokenResult } from './broken-result.ts';
import type { MarkedRecord } from './marked-records.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import type { ProgramBatch } from './program-batch.ts';
import type { ProgramClock } from './program-clock.ts';
import { SocketExchanges } from './socket-exchanges.ts';
import { socketLine } from './socket-line.ts';

/** `once`: each request on a socket of its own; `flow`: all of a program's on one. */
type SocketUse = 'once' | 'flow';

/** What has come of requests that the socket program was given. */
export class SocketBatch implements ProgramBatch {
  readonly #use: SocketUse;
  readonly #requests: readonly ProbeRequest[];
  readonly #exchanges: SocketExchanges;

  /** @param clock of the program's run, which may have known other batches. */
  constructor(use: SocketUse, requests: readonly ProbeRequest[], nonce: string, clock: ProgramClock) {
    this.#use = use;
    this.#requests = requests;
    this.#exchanges = new SocketExchanges((nth) => requests[nth] as ProbeRequest, nonce, clock);
  }

  input(): string {
    return this.#requests.map((request) => `${this.#use} ${socketLine(request)}`).join('');
  }

  get ended(): boolean {
    return this.#exchanges.answers().length === this.#requests.length;
  }

  /** Whether the last request found the socket to be of no use any more. */
  get over(): boolean {
    return this.ended && (this.#exchanges.answers().at(-1)?.over ?? false);
  }

  add(record: MarkedRecord, at: number): void {
    this.#exchanges.add(record, at);
  }

  results(reason: string): ProbeResult[] {
    const answers = this.#exchanges.answers();
    return this.#requests.map((request, nth) => {
      return answers[nth]?.result ?? brokenResult(request, reason, this.#exchanges.sentAt(nth) ?? Date.now());
    });
  }
}
