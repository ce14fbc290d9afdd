import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { EXEC_OPEN_MS, EXEC_RUN_MS, RUN_DEADLINE_MS } from '../bounds.ts';
import { MarkedRecords } from './marked-records.ts';
import type { ProbeResult } from './probe.ts';
import type { ProgramBatch } from './program-batch.ts';
import type { StartProgram } from './run-program.ts';

/** Ends either program once the batches before it are done. */
const PROGRAM_END = '0\n';
/** Ends a stream. */
const STREAM_END = 'stop\n';

/** One run of a program, at most RUN_DEADLINE_MS long, that batches are sent to. Whatever breaks it turns what is still missing into `broken`. */
export abstract class ProgramSession {
  readonly #mark = `mark-${randomBytes(16).toString('hex')}`;
  readonly #stdin = new PassThrough();
  readonly #records = new MarkedRecords(this.#mark);
  readonly #waiting: ProgramBatch[] = [];
  readonly #over = new AbortController();
  readonly #ended: Promise<void>;
  #broken: string | undefined;
  #changed = Promise.withResolvers<void>();

  constructor(start: StartProgram) {
    this.#stdin.write(`${this.#mark}\n`);
    this.#ended = this.#run(start, this.#over.signal);
  }

  /** True once it has ended, for whatever reason. */
  get broken(): boolean {
    return this.#broken !== undefined;
  }

  /** Ends it at once: what is still missing is `broken`, because of `reason`. */
  abort(reason: string): void {
    this.#break(reason);
  }

  /** Sends one batch and resolves with its results; what has not come `probesMs` after the program could start is `broken`. */
  protected async exchange(batch: ProgramBatch, probesMs: number): Promise<ProbeResult[]> {
    const refused = this.begin(batch);
    return refused === undefined ? this.#resultsOf(batch, probesMs) : batch.results(refused);
  }

  /** Sends a batch whose end may come at any time, or says why it can't be sent. */
  protected begin(batch: ProgramBatch): string | undefined {
    if (this.#broken !== undefined) return this.#broken;
    try {
      this.#stdin.write(batch.input(this.#mark));
    } catch (error) {
      return (error as Error).message;
    }
    this.#waiting.push(batch);
    return undefined;
  }

  /** Stops a stream that was begun, and resolves with its results, within the time of its last probe. */
  protected async stop(stream: ProgramBatch, probeMs: number): Promise<ProbeResult[]> {
    if (this.#broken === undefined) this.#stdin.write(STREAM_END);
    return this.#resultsOf(stream, probeMs);
  }

  /** Ends the program after what was sent, and waits for its end, at most EXEC_RUN_MS. */
  async close(): Promise<void> {
    if (this.#broken === undefined) this.#stdin.end(PROGRAM_END);
    const timer = setTimeout(() => this.#break(`the program did not end within ${EXEC_RUN_MS} ms`), EXEC_RUN_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  async #resultsOf(batch: ProgramBatch, probesMs: number): Promise<ProbeResult[]> {
    const withinMs = EXEC_OPEN_MS + EXEC_RUN_MS + probesMs;
    const timer = setTimeout(() => this.#break(`no results within ${withinMs} ms`), withinMs);
    while (!batch.ended && this.#broken === undefined) await this.#changed.promise;
    clearTimeout(timer);
    return batch.results(this.#broken ?? 'the program made no report of this probe');
  }

  async #run(start: StartProgram, signal: AbortSignal): Promise<void> {
    try {
      const end = await start(this.#stdin, (text) => this.#take(text), RUN_DEADLINE_MS, signal);
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
