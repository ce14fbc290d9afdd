import { outcomeOfAttempts, outcomeOfStrerror } from './connect-error.ts';
import { isWholeAnswer } from './http-answers.ts';
import type { MarkedRecord } from './marked-records.ts';
import type { ProbeRequest } from './probe.ts';
import type { ProgramClock } from './program-clock.ts';
import { type SocketAnswer, type SocketEnd, socketAnswer } from './socket-end.ts';

/** The program's own code for it. */
const OUT_OF_TIME = '124';

/** One request's records; times in ms, `begunMs` on the program's clock. */
interface Exchange {
  readonly begunMs: number;
  /** What came before the end, where the program tells it apart from the end's own words. */
  came?: string;
  /** The time it was sent at is left to `begunMs`: what the clock knows gets better. */
  answer?: SocketAnswer;
}

/** What the socket program has said of one probe after another. */
export class SocketExchanges {
  readonly #requestOf: (nth: number) => ProbeRequest;
  readonly #nonce: string;
  readonly #clock: ProgramClock;
  readonly #list: Exchange[] = [];

  /**
   * @param requestOf the request that the nth of them answers, from 0.
   * @param clock of the program's run, which may have known other batches.
   */
  constructor(requestOf: (nth: number) => ProbeRequest, nonce: string, clock: ProgramClock) {
    this.#requestOf = requestOf;
    this.#nonce = nonce;
    this.#clock = clock;
  }

  add({ kind, value, before }: MarkedRecord, at: number): void {
    const fields = value.split(' ');
    const ms = Number(fields.at(-1)) / 1000;
    this.#clock.came(ms, at);
    if (kind === 'begin') this.#list.push({ begunMs: ms });
    const last = this.#list.at(-1);
    if (kind === 'came' && last) last.came = before;
    if (kind !== 'end' || !last) return;
    const [stage = '', code = ''] = fields;
    const end = socketEnd(stage, code, before);
    const whole = last.came === undefined ? end : endOfConnection(end, last.came);
    const sending = { sentAt: last.begunMs, totalMs: ms - last.begunMs };
    last.answer = socketAnswer(this.#requestOf(this.#list.length - 1), whole, this.#nonce, sending);
  }

  /** Of those that are over, in their order. */
  answers(): SocketAnswer[] {
    return this.#list.flatMap(({ begunMs, answer }) =>
      answer ? [{ ...answer, result: { ...answer.result, sentAt: this.#clock.here(begunMs) } }] : [],
    );
  }

  /** When the nth, from 0, was sent, in ms since the epoch; undefined if it was not. */
  sentAt(nth: number): number | undefined {
    const begunMs = this.#list[nth]?.begunMs;
    return begunMs === undefined ? undefined : this.#clock.here(begunMs);
  }
}

function socketEnd(stage: string, code: string, before: string): SocketEnd {
  const opened = stage !== 'open';
  if (stage === 'closed') return { kind: 'closed', text: before };
  if (stage === 'long') return { kind: 'too long', text: before };
  if (stage === 'receive' && code === '0') return { kind: 'whole', text: before };
  if (code === OUT_OF_TIME) return { kind: 'silence', opened, text: before };
  const lines = before.trim().split('\n');
  const outcome = outcomeOfAttempts(lines.map((each) => outcomeOfStrerror(each.split(': ').at(-1) ?? '')));
  return { kind: 'failed', opened, outcome, text: '', words: lines.join('; ') || `exit code ${code} without a word` };
}

/** The end of a connection that was one probe's own: what came before it may be a whole answer. */
function endOfConnection(end: SocketEnd, came: string): SocketEnd {
  if (end.kind === 'closed' && isWholeAnswer(came)) return { kind: 'whole', text: came };
  return { ...end, text: came };
}
