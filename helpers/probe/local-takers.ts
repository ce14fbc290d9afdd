import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { ownLocalPort } from './own-local-port.ts';
import type { Protocol } from './probe.ts';

const HOST = '127.0.0.1';

/** For unit tests: where the next probe to that port leaves from, unless somebody has it; not among the last, behind which the first come. */
export function nextLocalPort(protocol: Protocol, port: number): number {
  let last = ownLocalPort(protocol, { host: HOST, port });
  while (last > 28_000) last = ownLocalPort(protocol, { host: HOST, port });
  return last + 4;
}

/** Takes so many of the ports that it would leave from. */
export async function occupied(protocol: Protocol, first: number, count: number): Promise<AsyncDisposable> {
  const ports = Array.from({ length: count }, (_, nth) => first + 4 * nth);
  const takers = ports.map((port) =>
    protocol === 'TCP' ? createServer().listen(port, HOST) : createSocket('udp4').bind(port, HOST),
  );
  // Whoever else has one serves as well.
  await Promise.allSettled(takers.map((taker) => once(taker, 'listening')));
  return { [Symbol.asyncDispose]: async () => void takers.map((taker) => taker.close()) };
}
