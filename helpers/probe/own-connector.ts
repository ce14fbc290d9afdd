import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { isTaken, ownLocalPorts } from './own-local-port.ts';
import type { Endpoint } from './probe.ts';

/** undici calls the connector again where a connection was lost before its request: a probe is one connection only. */
class ConnectionLost extends Error {
  readonly code = 'ECONNRESET';

  constructor() {
    super('the connection was closed before the request could be sent');
  }
}

/** Every local port that a probe may leave from is another connection's. */
class LocalPortsTaken extends Error {
  readonly code = 'EADDRINUSE';

  constructor() {
    super('all local ports for it are taken: other programs of this machine use those from 12000 to 28999');
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
    const target = { host: options.hostname, port: Number(options.port) };
    this.#connect(options, callback, ownLocalPorts('TCP', target));
  };

  #connect(
    options: buildConnector.Options,
    callback: buildConnector.Callback,
    ports: Iterator<number, undefined>,
  ): void {
    const { value: localPort, done } = ports.next();
    if (done) {
      callback(new LocalPortsTaken(), null);
      return;
    }
    const startedAt = performance.now();
    // Typed as void, though it returns the socket: the only way to close one that is still being connected.
    const socket: unknown = buildConnector({ timeout: 0, allowH2: false, localPort })(options, (...result) => {
      const [error, connected] = result;
      if (!this.#closed && isTaken(error)) {
        this.#connect(options, callback, ports);
        return;
      }
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
