import { EXEC_OPEN_MS, EXEC_RUN_MS } from '../bounds.ts';
import type { ProbeRequest, ProbeResult, ProbeStream } from './probe.ts';
import { ProgramClock } from './program-clock.ts';
import { ProgramSession } from './program-session.ts';
import type { RunProgram } from './run-program.ts';
import { SocketBatch } from './socket-batch.ts';
import { SOCKET_COMMAND } from './socket-program.ts';
import { SocketStream } from './socket-stream.ts';

/** One run of SOCKET_COMMAND, for probes over UDP, and over TCP for a fraction of curl's work, with less said of each. */
export class SocketRun {
  readonly #nonce: string;
  readonly #session: ProgramSession;
  readonly #clock = new ProgramClock();

  /** @param runWithinMs how long the run may take. */
  constructor(run: RunProgram, nonce: string, runWithinMs: number) {
    this.#nonce = nonce;
    this.#session = new ProgramSession(run, SOCKET_COMMAND, runWithinMs);
  }

  /** True once the run has ended. */
  get broken(): boolean {
    return this.#session.broken;
  }

  /** Ends it at once: what is still missing is `broken`, because of `reason`. */
  abort(reason: string): void {
    this.#session.abort(reason);
  }

  /** One result for each request, in their order; what has not come `probesMs` after the program could start is `broken`. */
  send(requests: readonly ProbeRequest[], probesMs: number): Promise<ProbeResult[]> {
    const batch = new SocketBatch('once', requests, this.#nonce, this.#clock);
    return this.#session.send(batch, EXEC_OPEN_MS + EXEC_RUN_MS + probesMs);
  }

  /** Sends one request after another; the program keeps the pace. No other probes while it lasts. */
  stream(first: ProbeRequest, everyMs: number): Pick<ProbeStream, 'results' | 'stop'> {
    const batch = new SocketStream(first, everyMs, this.#nonce, this.#clock);
    const refused = this.#session.start(batch);
    return {
      get results() {
        return batch.soFar();
      },
      stop: async () => {
        if (refused !== undefined) return batch.results(refused);
        return this.#session.stop(batch, EXEC_OPEN_MS + EXEC_RUN_MS + first.timeoutMs);
      },
    };
  }

  /** Ends the run after what was sent, within EXEC_RUN_MS. */
  close(): Promise<void> {
    return this.#session.close(EXEC_RUN_MS);
  }
}
