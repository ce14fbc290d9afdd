import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { CurlBatch } from './curl-batch.ts';
import { PROGRAM_END, programBatch, programStart } from './curl-config.ts';
import { CurlRecords } from './curl-records.ts';
import type { ProbeRequest, ProbeResult } from './probe.ts';
import type { RunProgram } from './run-program.ts';

/** One run of the program, that batches are sent to. Whatever breaks it turns what is still missing into `broken`. */
export class CurlSession {
  readonly #mark = `mark-${randomBytes(16).toString('hex')}`;
  readonly #nonce: string;
  readonly #stdin = new PassThrough();
  readonly #records = new CurlRecords(this.#mark);
  readonly #waiting: CurlBatch[] = [];
  readonly #over = new AbortController();
  readonly #ended: Promise<void>;
  #broken: string | undefined;
  #changed = Promise.withResolvers<void>();

  constructor(run: RunProgram, nonce: string, runWithinMs: number, signal?: AbortSignal) {
    this.#nonce = nonce;
    this.#stdin.write(programStart(this.#mark));
    const either = signal ? AbortSignal.any([signal, this.#over.signal]) : this.#over.signal;
    this.#ended = this.#run(run, runWithinMs, either);
  }

  /** Sends one batch, whose requests share `timeoutMs`, and resolves with their results in at most `withinMs`. */
  async send(timeoutMs: number, requests: readonly ProbeRequest[], withinMs: number): Promise<ProbeResult[]> {
    const batch = new CurlBatch(requests, this.#nonce, Date.now());
    const timer = setTimeout(() => this.#break(`no results within ${withinMs} ms`), withinMs);
    try {
      if (this.#broken === undefined) {
        this.#stdin.write(programBatch(this.#mark, timeoutMs, requests));
        this.#waiting.push(batch);
      }
      while (!batch.ended && this.#broken === undefined) await this.#changed.promise;
    } catch (error) {
      return batch.results((error as Error).message);
    } finally {
      clearTimeout(timer);
    }
    return batch.results(this.#broken ?? 'curl made no report of this probe');
  }

  /** Ends the program after what was sent, and waits for its end, at most `withinMs`. */
  async close(withinMs: number): Promise<void> {
    if (this.#broken === undefined) this.#stdin.end(PROGRAM_END);
    const timer = setTimeout(() => this.#break(`the program did not end within ${withinMs} ms`), withinMs);
    await this.#ended;
    clearTimeout(timer);
  }

  async #run(run: RunProgram, runWithinMs: number, signal: AbortSignal): Promise<void> {
    try {
      const end = await run(this.#stdin, (text) => this.#take(text), runWithinMs, signal);
      this.#break(`the program ended with exit code ${end.exitCode}: ${end.stderr.trim() || 'no message'}`);
    } catch (error) {
      this.#break((error as Error).message);
    }
  }

  #take(text: string): void {
    const at = Date.now();
    for (const record of this.#records.push(text)) {
      this.#waiting[0]?.add(record, at);
      if (this.#waiting[0]?.ended) this.#waiting.shift();
    }
    this.#wake();
  }

  #break(reason: string): void {
    this.#broken ??= reason;
    this.#over.abort(new Error(reason));
    this.#stdin.destroy();
    this.#wake();
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}
