import { EXEC_OPEN_MS, EXEC_RUN_MS } from '../bounds.ts';
import { consecutive } from './consecutive.ts';
import { CurlBatch } from './curl-batch.ts';
import { CURL_COMMAND } from './curl-program.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import { ProgramSession } from './program-session.ts';
import type { RunProgram } from './run-program.ts';

/** Each has local ports of its own (see curl-config.ts). */
const MOST_OF_ONE_CURL = 300;

/** One run of CURL_COMMAND, for probes over TCP. */
export class CurlRun {
  readonly #client: string;
  readonly #nonce: string;
  readonly #session: ProgramSession;

  /**
   * @param client the name of the place.
   * @param runWithinMs how long the run may take.
   */
  constructor(client: string, run: RunProgram, nonce: string, runWithinMs: number) {
    this.#client = client;
    this.#nonce = nonce;
    this.#session = new ProgramSession(run, CURL_COMMAND, runWithinMs);
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
  async send(requests: readonly ProbeRequest[], probesMs: number): Promise<ProbeResult[]> {
    const withinMs = EXEC_OPEN_MS + EXEC_RUN_MS + probesMs;
    const batches = consecutive(requests, ({ timeoutMs }) => timeoutMs)
      .flatMap((part) => pieces(part, MOST_OF_ONE_CURL))
      .map((part) => new CurlBatch(this.#client, part, this.#nonce, Date.now()));
    return (await Promise.all(batches.map((batch) => this.#session.send(batch, withinMs)))).flat();
  }

  /** Ends the run after what was sent, within EXEC_RUN_MS. */
  close(): Promise<void> {
    return this.#session.close(EXEC_RUN_MS);
  }
}

function pieces<T>(items: readonly T[], most: number): T[][] {
  const starts = Array.from({ length: Math.ceil(items.length / most) }, (_, nth) => nth * most);
  return starts.map((start) => items.slice(start, start + most));
}
