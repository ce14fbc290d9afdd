import { consecutive } from './consecutive.ts';
import { CurlBatch } from './curl-batch.ts';
import { CURL_COMMAND } from './curl-program.ts';
import { pieces } from './pieces.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import { ProgramSession } from './program-session.ts';
import type { RunProgram } from './run-program.ts';

/** Each has local ports of its own (see curl-config.ts). */
const MOST_OF_ONE_CURL = 300;

/** So often a probe is given other local ports, where those of the last minute's probes still lie on all of its own. */
const LOCAL_PORT_ATTEMPTS = 5;

/** One run of CURL_COMMAND, for probes over TCP. */
export class CurlRun extends ProgramSession {
  readonly #client: string;
  readonly #nonce: string;

  /** @param client the name of the place. */
  constructor(client: string, run: RunProgram, nonce: string) {
    super((...session) => run(CURL_COMMAND, ...session));
    this.#client = client;
    this.#nonce = nonce;
  }

  /** One result for each request, in their order; what has not come `probesMs` after the program could start is `broken`. */
  async send(requests: readonly ProbeRequest[], probesMs: number): Promise<ProbeResult[]> {
    let results = await this.#sendOnce(requests, probesMs);
    for (let nth = 1; nth < LOCAL_PORT_ATTEMPTS && results.some(({ noLocalPort }) => noLocalPort); nth += 1) {
      const left = results.flatMap(({ noLocalPort, request }) => (noLocalPort ? [request] : []));
      const made = await this.#sendOnce(left, probesMs);
      results = results.map((result) => (result.noLocalPort ? (made.shift() ?? result) : result));
    }
    return results;
  }

  async #sendOnce(requests: readonly ProbeRequest[], probesMs: number): Promise<ProbeResult[]> {
    const batches = consecutive(requests, ({ timeoutMs }) => timeoutMs)
      .flatMap((part) => pieces(part, MOST_OF_ONE_CURL))
      .map((part) => new CurlBatch(this.#client, part, this.#nonce, Date.now()));
    return (await Promise.all(batches.map((batch) => this.exchange(batch, probesMs)))).flat();
  }
}
