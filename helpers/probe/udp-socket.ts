import { createSocket, type Socket } from 'node:dgram';
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { isTaken, LOCAL_PORT_ATTEMPTS, ownLocalPort } from './own-local-port.ts';
import type { Endpoint, Target } from './probe.ts';
import { failedEnd, type SocketEnd } from './socket-end.ts';

/** A connected UDP socket of this process: it hears its target only, and of ICMP errors. */
export class UdpSocket implements Disposable {
  readonly local: Endpoint;
  readonly #socket: Socket;
  #came: SocketEnd[] = [];
  #wake = Promise.withResolvers<void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    const { address, port } = socket.address();
    this.local = { address, port };
    socket.on('message', (bytes) => this.#add({ kind: 'whole', text: bytes.toString() }));
    socket.on('error', (error) => this.interrupt(error));
  }

  /** @throws what the resolver or connect(2) said, or ETIMEDOUT. */
  static async connect({ host, port }: Target, withinMs: number): Promise<UdpSocket> {
    const { address, family } = await resolved(host, withinMs);
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
    try {
      await bound(socket, { host, port });
      socket.connect(port, address);
      await once(socket, 'connect');
      return new UdpSocket(socket);
    } catch (error) {
      socket.close();
      throw error;
    }
  }

  /** Forgets what came for earlier datagrams, what the kernel still holds included. */
  async drain(): Promise<void> {
    await setImmediate();
    this.#came = [];
  }

  /** Sends one datagram, and waits for what comes next. */
  async ask(payload: string, withinMs: number): Promise<SocketEnd> {
    const timer = setTimeout(() => this.#add({ kind: 'silence', opened: true, text: '' }), withinMs);
    this.#socket.send(payload, (error) => error && this.interrupt(error));
    for (;;) {
      const first = this.#came.shift();
      if (first) {
        clearTimeout(timer);
        return first;
      }
      await this.#wake.promise;
    }
  }

  /** Ends what is under way with this error. */
  interrupt(error: Error): void {
    this.#add(failedEnd(error, true));
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }

  #add(end: SocketEnd): void {
    this.#came.push(end);
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }
}

/** The kernel gives ports at random, one of some sampling twice, and then two probes look like one flow to every NAT. */
async function bound(socket: Socket, target: Pick<Target, 'host' | 'port'>): Promise<void> {
  for (let left = LOCAL_PORT_ATTEMPTS - 1; ; left -= 1) {
    try {
      socket.bind(ownLocalPort('UDP', target));
      await once(socket, 'listening');
      return;
    } catch (error) {
      if (left === 0 || !isTaken(error)) throw error;
    }
  }
}

/** The resolver itself can't be stopped. */
async function resolved(host: string, withinMs: number): Promise<LookupAddress> {
  const found = lookup(host);
  found.catch(() => {});
  const over = new AbortController();
  const late = sleep(withinMs, undefined, { signal: over.signal }).then(() => {
    throw Object.assign(new Error(`${host} was not resolved within ${withinMs} ms`), { code: 'ETIMEDOUT' });
  });
  late.catch(() => {});
  return Promise.race([found, late]).finally(() => over.abort());
}
