import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { isTaken, LOCAL_PORT_ATTEMPTS, ownLocalPort } from './own-local-port.ts';
import type { Endpoint } from './probe.ts';

/** undici calls the connector again where a connection was lost before its request: a probe is one connection only. */
class ConnectionLost extends Error {
  readonly code = 'ECONNRESET';

  constructor() {
    super('the connection was closed before the request could be sent');
  }
}

/** Makes one connection, unbounded until it is closed, and remembers its own end and how long it took. */
export class OwnConnector {
  local: Endpoint | undefined;
  connectMs: number | undefined;
  #socket: Socket | undefined;
  #closed: Error | undefined;

  readonly connect: buildConnector.connector = (options, callback) => {
    if (this.#socket || this.#closed) return callback(this.#closed ?? new ConnectionLost(), null);
    this.#connect(options, callback, LOCAL_PORT_ATTEMPTS - 1);
  };

  #connect(options: buildConnector.Options, callback: buildConnector.Callback, left: number): void {
    const localPort = ownLocalPort('TCP', { host: options.hostname, port: Number(options.port) });
    const startedAt = performance.now();
    // Typed as void, though it returns the socket: the only way to close one that is still being connected.
    const socket: unknown = buildConnector({ timeout: 0, allowH2: false, localPort })(options, (...result) => {
      const [error, connected] = result;
      if (left > 0 && !this.#closed && isTaken(error)) return this.#connect(options, callback, left - 1);
      if (connected) {
        this.connectMs = performance.now() - startedAt;
        this.local = { address: connected.localAddress ?? '', port: connected.localPort ?? 0 };
      }
      callback(...result);
    });
    this.#socket = socket as Socket;
  }

  /** Ends the connection, made or still being made, where it is still waited for with an error: an abort signal of undici's waits until it is made. */
  close(error?: Error): void {
    this.#closed ??= error ?? new ConnectionLost();
    this.#socket?.destroy(error);
  }
}
