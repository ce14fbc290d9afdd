import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromThread, ToThread } from './thread-messages.ts';

const PROGRAM = fileURLToPath(new URL('probe-thread.ts', import.meta.url));

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

interface Waiting {
  readonly told: (message: FromThread) => void;
  readonly failed: (error: Error) => void;
}

/**
 * The thread that this process's probes leave from. What else the process is busy with, as reading what the API says, holds none of
 * them up, and the thread, which waits most of the time, is let run soon on a busy machine.
 */
class ThreadCalls {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #count = 0;

  /** A number for what is told and asked together. */
  open(waiting: Waiting): number {
    this.#count += 1;
    this.#waiting.set(this.#count, waiting);
    this.#thread().ref();
    return this.#count;
  }

  tell(id: number, message: WithoutId<ToThread>): void {
    this.#thread().postMessage({ id, ...message });
  }

  close(id: number): void {
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker?.unref();
  }

  /** The one that there is, or another where it has ended. */
  #thread(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(PROGRAM);
    const end = (error: Error) => {
      if (this.#worker !== worker) return; // its end is told twice, and what waits by then waits for another
      this.#worker = undefined;
      const all = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const { failed } of all) failed(error);
    };
    worker.on('message', (message: FromThread) => this.#waiting.get(message.id)?.told(message));
    worker.on('error', (error: Error) => end(new Error(`the thread that probes leave from: ${error.message}`)));
    worker.on('exit', (code) => end(new Error(`the thread that probes leave from ended with code ${code}`)));
    this.#worker = worker;
    return worker;
  }
}

export const THREAD = new ThreadCalls();
