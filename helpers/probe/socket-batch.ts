import { brokenResult } from './broken-result.ts';
import { outcomeOfAttempts, outcomeOfStrerror } from './connect-error.ts';
import { isWholeAnswer } from './http-answers.ts';
import type { MarkedRecord } from './marked-records.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import type { ProgramBatch } from './program-batch.ts';
import type { ProgramClock } from './program-clock.ts';
import { requestPayload } from './request-payload.ts';
import { type SocketAnswer, type SocketEnd, socketAnswer } from './socket-end.ts';

/** `once`: each request on a socket of its own; `flow`: all of a program's on one. */
type SocketUse = 'once' | 'flow';

/** Exit codes of coreutils' timeout, and of busybox's, that say it ended the command. */
const OUT_OF_TIME = ['124', '137', '143'];

/** One request's records; times in ms, `begunMs` and `endedMs` on the program's clock. */
interface Exchange {
  readonly begunMs: number;
  /** What came before the end, where the program tells it apart from the end's own words. */
  came?: string;
  ended?: { readonly end: SocketEnd; readonly endedMs: number };
}

/** What has come of requests that the socket program was given. */
export class SocketBatch implements ProgramBatch {
  readonly #use: SocketUse;
  readonly #requests: readonly ProbeRequest[];
  readonly #nonce: string;
  readonly #exchanges: Exchange[] = [];
  readonly #clock: ProgramClock;

  /** @param clock of the program's run, which may have known other batches. */
  constructor(use: SocketUse, requests: readonly ProbeRequest[], nonce: string, clock: ProgramClock) {
    this.#use = use;
    this.#requests = requests;
    this.#nonce = nonce;
    this.#clock = clock;
  }

  input(): string {
    return this.#requests.map((request) => `${this.#use} ${line(request)}\n`).join('');
  }

  get ended(): boolean {
    return this.#exchanges.filter(({ ended }) => ended).length === this.#requests.length;
  }

  /** Whether the last request found the socket to be of no use any more. */
  get over(): boolean {
    return this.#answers('').at(-1)?.over ?? false;
  }

  add({ kind, value, before }: MarkedRecord, at: number): void {
    const fields = value.split(' ');
    const ms = Number(fields.at(-1)) / 1000;
    this.#clock.came(ms, at);
    if (kind === 'begin') this.#exchanges.push({ begunMs: ms });
    const last = this.#exchanges.at(-1);
    if (kind === 'came' && last) last.came = before;
    if (kind !== 'end' || !last) return;
    const [stage = '', code = ''] = fields;
    const end = socketEnd(stage, code, before);
    last.ended = { end: last.came === undefined ? end : endOfConnection(end, last.came), endedMs: ms };
  }

  results(reason: string): ProbeResult[] {
    return this.#answers(reason).map(({ result }) => result);
  }

  #answers(reason: string): SocketAnswer[] {
    return this.#requests.map((request, index) => {
      const { begunMs, ended } = this.#exchanges[index] ?? {};
      const sentAt = begunMs === undefined ? Date.now() : this.#clock.here(begunMs);
      if (begunMs === undefined || !ended) return { result: brokenResult(request, reason, sentAt), over: false };
      return socketAnswer(request, ended.end, this.#nonce, { sentAt, totalMs: ended.endedMs - begunMs });
    });
  }
}

function line(request: ProbeRequest): string {
  const { target, timeoutMs } = request;
  const protocol = target.protocol === 'UDP' ? 'udp' : 'tcp';
  const payload = requestPayload(request).replaceAll('\r', '\\r').replaceAll('\n', '\\n');
  return `${protocol} ${target.host} ${target.port} ${Math.ceil(timeoutMs)} ${payload}`;
}

function socketEnd(stage: string, code: string, before: string): SocketEnd {
  const opened = stage !== 'open';
  if (stage === 'closed') return { kind: 'closed', text: before };
  if (stage === 'long') return { kind: 'too long', text: before };
  if (stage === 'receive' && code === '0') return { kind: 'whole', text: before };
  if (OUT_OF_TIME.includes(code)) return { kind: 'silence', opened, text: before };
  const lines = before.trim().split('\n');
  const outcome = outcomeOfAttempts(lines.map((each) => outcomeOfStrerror(each.split(': ').at(-1) ?? '')));
  return { kind: 'failed', opened, outcome, text: '', words: lines.join('; ') || `exit code ${code} without a word` };
}

/** The end of a connection that was one probe's own: what came before it may be a whole answer. */
function endOfConnection(end: SocketEnd, came: string): SocketEnd {
  if (end.kind === 'closed' && isWholeAnswer(came)) return { kind: 'whole', text: came };
  return { ...end, text: came };
}
