import { brokenResult } from './broken-result.ts';
import type { ProbeRequest, ProbeResult, ProbeStream } from './probe.ts';
import { ProgramClock } from './program-clock.ts';
import { ProgramSession } from './program-session.ts';
import type { RunProgram } from './run-program.ts';
import { SocketBatch } from './socket-batch.ts';
import type { SocketAnswer } from './socket-end.ts';
import { SOCKET_COMMAND } from './socket-program.ts';
import { SocketStream } from './socket-stream.ts';

/** One run of SOCKET_COMMAND, for probes over UDP, and over TCP for a fraction of curl's work, with less said of each. */
export class SocketRun extends ProgramSession {
  readonly #nonce: string;
  readonly #clock = new ProgramClock();

  constructor(run: RunProgram, nonce: string) {
    super(run, SOCKET_COMMAND);
    this.#nonce = nonce;
  }

  /** One result for each request, in their order; what has not come `probesMs` after the program could start is `broken`. */
  send(requests: readonly ProbeRequest[], probesMs: number): Promise<ProbeResult[]> {
    return this.exchange(new SocketBatch('once', requests, this.#nonce, this.#clock), probesMs);
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
