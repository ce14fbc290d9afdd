import { PassThrough, type Readable } from 'node:stream';
import { EXEC_RUN_MS, RUN_DEADLINE_MS } from '../bounds.ts';
import type { ProgramEnd, RunProgram, StartProgram } from './run-program.ts';
import { SOCKET_COMMAND, SOCKET_PROGRAM } from './socket-program.ts';
import { wholeLines } from './whole-lines.ts';

/** What a newline is in what a session says. */
const NEWLINE = '\x1e';

interface Session {
  readonly onStdout: (text: string) => void;
  readonly resolve: (end: ProgramEnd) => void;
  readonly reject: (error: Error) => void;
}

/** One exec of the socket program, that its sessions share: whatever breaks it breaks them all. */
export class SocketHost {
  readonly #stdin = new PassThrough();
  readonly #sessions = new Map<number, Session>();
  readonly #over = new AbortController();
  readonly #ended: Promise<void>;
  #isOpen = true;
  #count = 0;
  readonly #linesOf = wholeLines();

  /** It may last for twice RUN_DEADLINE_MS. */
  constructor(run: RunProgram) {
    this.#stdin.write(SOCKET_PROGRAM);
    this.#ended = run(
      SOCKET_COMMAND,
      this.#stdin,
      (text) => this.#take(text),
      2 * RUN_DEADLINE_MS,
      this.#over.signal,
    ).then(
      (end) => this.#end(({ resolve }) => resolve(end)),
      (error: Error) => this.#end(({ reject }) => reject(error)),
    );
  }

  /** False once it has ended, for whatever reason. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  get sessions(): number {
    return this.#sessions.size;
  }

  /** Runs one session to its end; the program's own, if that comes first. Rejects as RunProgram does. */
  readonly start: StartProgram = async (stdin, onStdout, runWithinMs, signal) => {
    this.#count += 1;
    const number = this.#count;
    const { promise, resolve, reject } = Promise.withResolvers<ProgramEnd>();
    this.#sessions.set(number, { onStdout, resolve, reject });
    const limit = setTimeout(() => reject(new Error(`not over within ${runWithinMs} ms`)), runWithinMs);
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    this.#forward(number, stdin);
    try {
      return await promise;
    } catch (error) {
      if (this.#isOpen) this.#stdin.write(`${number} kill\n`);
      throw error;
    } finally {
      clearTimeout(limit);
      signal.removeEventListener('abort', stop);
      this.#sessions.delete(number);
    }
  };

  /** Ends it, and waits for that, at most EXEC_RUN_MS. */
  async close(): Promise<void> {
    this.#isOpen = false;
    this.#stdin.end();
    const words = `the program did not end within ${EXEC_RUN_MS} ms`;
    const timer = setTimeout(() => this.#over.abort(new Error(words)), EXEC_RUN_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  #forward(number: number, stdin: Readable): void {
    const linesOf = wholeLines();
    stdin.on('data', (text: Buffer | string) => {
      const lines = linesOf(String(text));
      if (this.#isOpen) this.#stdin.write(lines.map((line) => `${number} ${line}\n`).join(''));
    });
  }

  #take(text: string): void {
    for (const line of this.#linesOf(text)) {
      const [number = ''] = line.split(' ', 1);
      const session = this.#sessions.get(Number(number));
      if (line === number) session?.resolve({ exitCode: 0, stderr: '' });
      else session?.onStdout(line.slice(number.length + 1).replaceAll(NEWLINE, '\n'));
    }
  }

  #end(tell: (session: Session) => void): void {
    this.#isOpen = false;
    for (const session of this.#sessions.values()) tell(session);
    this.#stdin.destroy();
  }
}
