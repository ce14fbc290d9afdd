/** Servers on 127.0.0.1 for unit tests, each misbehaving in one way. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface LocalServer extends AsyncDisposable {
  readonly port: number;
  /** Connections so far. */
  readonly connections: () => number;
}

/** A TCP server that does `talk` once a connection has sent its first bytes, or at once if `eager`. */
export async function tcpServer(
  talk: (socket: Socket) => void,
  { eager = false, host = '127.0.0.1' } = {},
): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    if (eager) talk(socket);
    else socket.once('data', () => talk(socket));
  });
  await once(server.listen(0, host), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.size,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<LocalServer> {
  const server = await tcpServer(() => {});
  await server[Symbol.asyncDispose]();
  return { ...server, [Symbol.asyncDispose]: async () => {} };
}

/** A listener that accepts nothing: its queue is full, so a SYN goes without an answer. */
export async function fullListener(): Promise<LocalServer> {
  const child = spawn(process.execPath, [
    '-e',
    `require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
       process.stdout.write(String(this.address().port), () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
     });`,
  ]);
  const [text] = await once(child.stdout, 'data');
  const port = Number(text);
  const fillers = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  await Promise.all(fillers.slice(0, 2).map((filler) => once(filler, 'connect')));
  return {
    port,
    connections: () => 0,
    [Symbol.asyncDispose]: async () => {
      for (const filler of fillers) filler.destroy();
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** A UDP socket that does `talk` with each datagram; `reply` answers its sender. `connections` are source ports so far. */
export async function udpServer(
  talk: (bytes: Buffer, reply: (text: string) => void) => void,
  { host = '127.0.0.1', port = 0 } = {},
): Promise<LocalServer> {
  const ports = new Set<number>();
  const socket = createSocket(host === '127.0.0.1' ? 'udp4' : 'udp6');
  let closed = false;
  socket.on('message', (bytes, from) => {
    ports.add(from.port);
    talk(bytes, (text) => closed || socket.send(text, from.port, from.address));
  });
  socket.bind(port, host);
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    connections: () => ports.size,
    [Symbol.asyncDispose]: async () => {
      if (closed) return;
      closed = true;
      socket.close();
    },
  };
}

/** A whole answer with its length. */
export function answer(body: string, status = '200 OK', header = ''): string {
  return `HTTP/1.1 ${status}\r\n${header}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
}

/** The same on a connection that stays open. */
export function keptOpen(body: string): string {
  return answer(body).replace('Connection: close\r\n', '');
}
