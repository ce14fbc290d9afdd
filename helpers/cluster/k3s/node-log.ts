import type { Readable } from 'node:stream';

/** So many lines of each node are kept. */
export const KEPT_LINES = 500;

/** The end of one node's log, kept here because a container takes its log with it. */
export class NodeLog {
  readonly #lines: string[] = [];
  #unfinished = '';
  #end = Promise.withResolvers<void>();

  /** Follows a log from its start. */
  readonly follow = (stream: Readable): void => {
    stream.on('data', (chunk: string | Buffer) => this.#take(String(chunk)));
    for (const event of ['end', 'close', 'error']) stream.on(event, () => this.#end.resolve());
  };

  /** The last lines, oldest first. */
  last(count: number = KEPT_LINES): string[] {
    return [...this.#lines, this.#unfinished].filter((line) => line !== '').slice(-count);
  }

  /** Resolves when nothing more will come, or after `ms`: a container is gone before its last lines are here. */
  async ended(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const bound = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([this.#end.promise, bound]);
    clearTimeout(timer);
  }

  #take(chunk: string): void {
    const lines = (this.#unfinished + chunk).split(/\r?\n/);
    this.#unfinished = lines.pop() ?? '';
    this.#lines.push(...lines);
    this.#lines.splice(0, this.#lines.length - KEPT_LINES);
  }
}
