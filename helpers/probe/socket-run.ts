import { brokenResult } from './broken-result.ts';
import { pieces } from './pieces.ts';
import type { ProbeRequest, ProbeResult, ProbeStream } from './probe.ts';
import { ProgramClock } from './program-clock.ts';
import { ProgramSession } from './program-session.ts';
import type { StartProgram } from './run-program.ts';
import { SocketBatch } from './socket-batch.ts';
import type { SocketAnswer } from './socket-end.ts';
import { SocketStream } from './socket-stream.ts';

/** Half of what a pipe takes, were all names as long as they may be: a session that is given more holds up the others of its exec. */
const MOST_OF_ONE_PIPE = 50;

/** One session of the socket program, for probes over UDP, and over TCP for a fraction of curl's work, with less said of each. */
export class SocketRun extends ProgramSession {
  readonly #nonce: string;
  readonly #clock = new ProgramClock();

  constructor(start: StartProgram, nonce: string) {
    super(start);
    this.#nonce = nonce;
  }

  /** One result for each request, in their order; what has not come `probesMs` after the program could start is `broken`. */
  async send(requests: readonly ProbeRequest[], probesMs: number): Promise<ProbeResult[]> {
    const results: ProbeResult[] = [];
    for (const part of pieces(requests, MOST_OF_ONE_PIPE)) {
      results.push(...(await this.exchange(new SocketBatch('once', part, this.#nonce, this.#clock), probesMs)));
    }
    return results;
  }

  /** One more request through the one socket of a run that is asked nothing else. */
  async ask(request: ProbeRequest): Promise<SocketAnswer> {
    const batch = new SocketBatch('flow', [request], this.#nonce, this.#clock);
    const [result] = await this.exchange(batch, request.timeoutMs);
    return { result: result ?? brokenResult(request, 'no result', Date.now()), over: batch.over };
  }

  /** Sends one request after another; the program keeps the pace. No other probes while it lasts. */
  stream(first: ProbeRequest, everyMs: number): Pick<ProbeStream, 'results' | 'stop'> {
    const batch = new SocketStream(first, everyMs, this.#nonce, this.#clock);
    const refused = this.begin(batch);
    return {
      get results() {
        return batch.soFar();
      },
      stop: async () => (refused === undefined ? this.stop(batch, first.timeoutMs) : batch.results(refused)),
    };
  }
}
