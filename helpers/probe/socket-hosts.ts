import { RUN_DEADLINE_MS } from '../bounds.ts';
import type { RunProgram, StartProgram } from './run-program.ts';
import { SocketHost } from './socket-host.ts';

/** The socket program at one place: one exec for all of its sessions, another once that has ended or is about to. */
export class SocketHosts implements AsyncDisposable {
  readonly #run: RunProgram;
  readonly #idleMs: number;
  readonly #hosts = new Set<SocketHost>();
  #latest: { readonly host: SocketHost; readonly openedAt: number } | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** @param idleMs so long an exec that has no session is kept. */
  constructor(run: RunProgram, idleMs: number) {
    this.#run = run;
    this.#idleMs = idleMs;
  }

  readonly start: StartProgram = async (...session) => {
    clearTimeout(this.#idle);
    const host = this.#open();
    try {
      return await host.start(...session);
    } finally {
      if (host.sessions === 0) this.#rest(host);
    }
  };

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#idle);
    await Promise.all([...this.#hosts].map((host) => host.close()));
  }

  /** The latest, if a session can last as long as it may. */
  #open(): SocketHost {
    const { host, openedAt } = this.#latest ?? {};
    if (host?.isOpen && performance.now() - (openedAt ?? 0) < RUN_DEADLINE_MS) return host;
    const opened = new SocketHost(this.#run);
    this.#latest = { host: opened, openedAt: performance.now() };
    this.#hosts.add(opened);
    return opened;
  }

  #rest(host: SocketHost): void {
    clearTimeout(this.#idle); // two sessions may end at once
    const close = () => {
      this.#hosts.delete(host);
      void host.close();
    };
    if (this.#latest?.host === host && host.isOpen) this.#idle = setTimeout(close, this.#idleMs);
    else close();
  }
}
