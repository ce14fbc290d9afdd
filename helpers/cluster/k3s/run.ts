import type Docker from 'dockerode';
import { TEARDOWN_MS } from '../../bounds.ts';
import { RemovalFailed, removeRun } from '../remove-run.ts';
import type { NodeTrouble } from '../start-failed.ts';
import type { NodeLog } from './node-log.ts';

/** What of a run must be ended, from its network on. */
export class K3sRun implements AsyncDisposable {
  readonly logs = new Map<string, NodeLog>();
  readonly containerIds = new Map<string, string>();
  readonly #watching = new AbortController();
  readonly #died = Promise.withResolvers<NodeTrouble>();
  readonly #starts: Promise<unknown>[] = [];
  readonly #docker: Docker;
  readonly #runId: string;
  #removal: Promise<void> | undefined;

  constructor(docker: Docker, runId: string) {
    this.#docker = docker;
    this.#runId = runId;
  }

  /** Aborts when nobody wants to know of a node's death any more. */
  get watching(): AbortSignal {
    return this.#watching.signal;
  }

  /** Of the first node that died before `leave`. */
  get died(): Promise<NodeTrouble> {
    return this.#died.promise;
  }

  watch(death: Promise<NodeTrouble>): void {
    void death.then(this.#died.resolve);
  }

  /** Removal waits for what is being started, which would otherwise come after it. */
  started<T>(start: Promise<T>): Promise<T> {
    this.#starts.push(start.catch(() => {}));
    return start;
  }

  leave(): void {
    this.#watching.abort();
  }

  /** Removes containers with their volumes, and the network. @throws {RemovalFailed}, or at TEARDOWN_MS. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.leave();
    this.#removal ??= bounded(this.#runId, this.#remove());
    await this.#removal;
  }

  async #remove(): Promise<void> {
    // The first round ends what is still starting; the second takes what was only just being created.
    await removeRun(this.#docker, this.#runId).catch(() => {});
    await Promise.all(this.#starts);
    await removeRun(this.#docker, this.#runId);
  }
}

async function bounded(runId: string, removal: Promise<void>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new RemovalFailed([], `run ${runId} was not removed within ${TEARDOWN_MS} ms; try \`npm run clean\``));
  }, TEARDOWN_MS);
  await Promise.race([removal, late]).finally(() => clearTimeout(timer));
}
