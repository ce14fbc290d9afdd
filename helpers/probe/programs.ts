import { EXEC_OPEN_MS, EXEC_RUN_MS } from '../bounds.ts';
import { brokenResult } from './broken-result.ts';
import { consecutive } from './consecutive.ts';
import { CurlBatch } from './curl-batch.ts';
import { CURL_COMMAND } from './curl-program.ts';
import type { ProbeRequest, ProbeResult, ProbeStream } from './probe.ts';
import { ProgramClock } from './program-clock.ts';
import { ProgramSession } from './program-session.ts';
import type { RunProgram } from './run-program.ts';
import { SocketBatch } from './socket-batch.ts';
import { SOCKET_COMMAND } from './socket-program.ts';
import { SocketStream } from './socket-stream.ts';

/** Each has local ports of its own (see curl-config.ts). */
const MOST_OF_ONE_CURL = 300;

/** At most one run of each program in one place, started when the first probe needs it. */
export class Programs {
  readonly #client: string;
  readonly #run: RunProgram;
  readonly #nonce: string;
  readonly #runWithinMs: number;
  #curl: ProgramSession | undefined;
  #socket: ProgramSession | undefined;
  #aborted: string | undefined;
  readonly #socketClock = new ProgramClock();

  /**
   * @param client the name of the place.
   * @param runWithinMs how long each run may take.
   */
  constructor(client: string, run: RunProgram, nonce: string, runWithinMs: number) {
    this.#client = client;
    this.#run = run;
    this.#nonce = nonce;
    this.#runWithinMs = runWithinMs;
  }

  /** True once one of its runs has ended. */
  get broken(): boolean {
    return this.#aborted !== undefined || (this.#curl?.broken ?? false) || (this.#socket?.broken ?? false);
  }

  /** Ends what was started at once: what is still missing is `broken`, because of `reason`. */
  abort(reason: string): void {
    this.#aborted = reason;
    this.#curl?.abort(reason);
    this.#socket?.abort(reason);
  }

  /** One result for each request, in their order; what has not come `probesMs` after the program could start is `broken`. */
  async send(requests: readonly ProbeRequest[], probesMs: number): Promise<ProbeResult[]> {
    const results: ProbeResult[] = [];
    for (const part of consecutive(requests, isUdp)) results.push(...(await this.#sendPart(part, probesMs)));
    return results;
  }

  /** Like `send`, without curl: a fraction of the work where requests come one by one, and less said of each. */
  async sendPlain(requests: readonly ProbeRequest[], probesMs: number): Promise<ProbeResult[]> {
    return this.#aborted === undefined ? this.#sendBySocket(requests, probesMs) : broken(requests, this.#aborted);
  }

  /** Sends one request after another, without curl; the program keeps the pace. No other probes while it lasts. */
  stream(first: ProbeRequest, everyMs: number): Pick<ProbeStream, 'results' | 'stop'> {
    this.#socket ??= this.#start(SOCKET_COMMAND);
    const session = this.#socket;
    const batch = new SocketStream(first, everyMs, this.#nonce, this.#socketClock);
    const refused = session.start(batch);
    return {
      get results() {
        return batch.soFar();
      },
      stop: async () => {
        if (refused !== undefined) return batch.results(refused);
        return session.stop(batch, EXEC_OPEN_MS + EXEC_RUN_MS + first.timeoutMs);
      },
    };
  }

  /** Ends what was started, within EXEC_RUN_MS. */
  async close(): Promise<void> {
    await Promise.all([this.#curl?.close(EXEC_RUN_MS), this.#socket?.close(EXEC_RUN_MS)]);
  }

  async #sendPart(requests: readonly ProbeRequest[], probesMs: number): Promise<ProbeResult[]> {
    if (this.#aborted !== undefined) return broken(requests, this.#aborted);
    if (requests.some(isUdp)) return this.#sendBySocket(requests, probesMs);
    this.#curl ??= this.#start(CURL_COMMAND);
    const session = this.#curl;
    const withinMs = EXEC_OPEN_MS + EXEC_RUN_MS + probesMs;
    const batches = consecutive(requests, ({ timeoutMs }) => timeoutMs)
      .flatMap((part) => pieces(part, MOST_OF_ONE_CURL))
      .map((part) => new CurlBatch(this.#client, part, this.#nonce, Date.now()));
    return (await Promise.all(batches.map((batch) => session.send(batch, withinMs)))).flat();
  }

  async #sendBySocket(requests: readonly ProbeRequest[], probesMs: number): Promise<ProbeResult[]> {
    this.#socket ??= this.#start(SOCKET_COMMAND);
    const batch = new SocketBatch('once', requests, this.#nonce, this.#socketClock);
    return this.#socket.send(batch, EXEC_OPEN_MS + EXEC_RUN_MS + probesMs);
  }

  #start(command: readonly string[]): ProgramSession {
    return new ProgramSession(this.#run, command, this.#runWithinMs);
  }
}

function broken(requests: readonly ProbeRequest[], reason: string): ProbeResult[] {
  return requests.map((request) => brokenResult(request, reason, Date.now()));
}

function pieces<T>(items: readonly T[], most: number): T[][] {
  const starts = Array.from({ length: Math.ceil(items.length / most) }, (_, nth) => nth * most);
  return starts.map((start) => items.slice(start, start + most));
}

const isUdp = ({ target }: ProbeRequest) => target.protocol === 'UDP';
