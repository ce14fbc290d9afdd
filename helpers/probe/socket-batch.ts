import { brokenResult } from './broken-result.ts';
import type { MarkedRecord } from './marked-records.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import type { ProgramBatch } from './program-batch.ts';
import type { ProgramClock } from './program-clock.ts';
import { type SocketAnswer, socketAnswer } from './socket-end.ts';
import { SocketExchanges } from './socket-exchanges.ts';
import { socketLine } from './socket-line.ts';

/** `once`: each request on a socket of its own; `flow`: all of a program's on one. */
type SocketUse = 'once' | 'flow';

/** What has come of requests that the socket program was given. */
export class SocketBatch implements ProgramBatch {
  readonly #use: SocketUse;
  readonly #requests: readonly ProbeRequest[];
  readonly #nonce: string;
  readonly #exchanges: SocketExchanges;
  readonly #clock: ProgramClock;

  /** @param clock of the program's run, which may have known other batches. */
  constructor(use: SocketUse, requests: readonly ProbeRequest[], nonce: string, clock: ProgramClock) {
    this.#use = use;
    this.#requests = requests;
    this.#nonce = nonce;
    this.#clock = clock;
    this.#exchanges = new SocketExchanges(clock);
  }

  input(): string {
    return this.#requests.map((request) => `${this.#use} ${socketLine(request)}`).join('');
  }

  get ended(): boolean {
    return this.#exchanges.list.filter(({ ended }) => ended).length === this.#requests.length;
  }

  /** Whether the last request found the socket to be of no use any more. */
  get over(): boolean {
    return this.#answers('').at(-1)?.over ?? false;
  }

  add(record: MarkedRecord, at: number): void {
    this.#exchanges.add(record, at);
  }

  results(reason: string): ProbeResult[] {
    return this.#answers(reason).map(({ result }) => result);
  }

  #answers(reason: string): SocketAnswer[] {
    return this.#requests.map((request, index) => {
      const { begunMs, ended } = this.#exchanges.list[index] ?? {};
      const sentAt = begunMs === undefined ? Date.now() : this.#clock.here(begunMs);
      if (begunMs === undefined || !ended) return { result: brokenResult(request, reason, sentAt), over: false };
      return socketAnswer(request, ended.end, this.#nonce, { sentAt, totalMs: ended.endedMs - begunMs });
    });
  }
}
