interface Pooled {
  /** True once it is of no use any more. */
  readonly broken: boolean;
  close(): Promise<void>;
}

/**
 * What is dear to open and can be used again, one user at a time. What nobody wants for `idleMs` is closed, and once the pool is
 * disposed of everything that comes back to it.
 */
export class IdlePool<T extends Pooled> implements AsyncDisposable {
  readonly #open: () => T;
  readonly #idleMs: number;
  readonly #idle: { readonly item: T; readonly timer: NodeJS.Timeout }[] = [];
  #disposed = false;

  constructor(open: () => T, idleMs: number) {
    this.#open = open;
    this.#idleMs = idleMs;
  }

  /** The one that was given back last, if it still is of use, or a new one. */
  take(): T {
    for (let last = this.#idle.pop(); last; last = this.#idle.pop()) {
      clearTimeout(last.timer);
      if (!last.item.broken) return last.item;
      void last.item.close();
    }
    return this.#open();
  }

  give(item: T): void {
    if (item.broken || this.#disposed) {
      void item.close();
      return;
    }
    const timer = setTimeout(() => {
      const index = this.#idle.findIndex((each) => each.item === item);
      if (index !== -1) this.#idle.splice(index, 1);
      void item.close();
    }, this.#idleMs);
    this.#idle.push({ item, timer });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    await Promise.all(
      this.#idle.splice(0).map(({ item, timer }) => {
        clearTimeout(timer);
        return item.close();
      }),
    );
  }
}
