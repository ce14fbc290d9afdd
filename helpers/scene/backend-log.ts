import type { Backend } from '../expect/backend.ts';
import type { Kube } from '../kube/client.ts';
import { podLog } from '../kube/pod-log.ts';
import { seenBy } from '../probe/access-log.ts';
import { BACKEND_CONTAINER } from './backend-pod.ts';
import { podName, podNamespace } from './backends.ts';

/** Clocks run apart, and kubelet cuts to whole seconds: so much is read again, in ms. */
const READ_AGAIN_MS = 3_000;

/**
 * The access log of a backend, from a moment on. Many specs share a backend and ask at the same time,
 * and what many have written is long: those who wait share a reading, and each goes on where the last one began.
 */
export class BackendLog {
  readonly #kube: Kube;
  readonly #backend: Backend;
  readonly #seen = new Map<string, string>();
  #readFrom: number;
  #reading: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  /** @param from the moment, on the clock of `performance.now()`. */
  constructor(kube: Kube, backend: Backend, from: number) {
    this.#kube = kube;
    this.#backend = backend;
    this.#readFrom = from;
  }

  /** The client address that the backend saw for each probe, by token; all that was written before the call is among them. */
  async seen(): Promise<ReadonlyMap<string, string>> {
    if (this.#reading) {
      this.#next ??= this.#reading.catch(() => {}).then(() => this.#read());
      await this.#next;
    } else {
      await this.#read();
    }
    return this.#seen;
  }

  #read(): Promise<void> {
    this.#next = undefined;
    const reading = this.#readOn().finally(() => {
      if (this.#reading === reading) this.#reading = undefined;
    });
    this.#reading = reading;
    return reading;
  }

  async #readOn(): Promise<void> {
    const at = performance.now();
    const sinceSeconds = Math.ceil((at - this.#readFrom + READ_AGAIN_MS) / 1000);
    const [namespace, pod] = [podNamespace(this.#backend), podName(this.#backend)];
    const log = await podLog(this.#kube, namespace, pod, BACKEND_CONTAINER, { sinceSeconds });
    this.#readFrom = at;
    for (const [token, address] of seenBy(log)) this.#seen.set(token, address);
  }
}
