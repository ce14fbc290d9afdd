/** For tests: a Docker engine that refuses what it is told to, and hands everything else on to the real one. */
import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import Docker from 'dockerode';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** What its types keep to themselves. */
interface Modem {
  readonly host?: string;
  readonly port?: number;
  getSocketPath(): Promise<string | undefined>;
}

/** @param refusal the engine's words to a request that it refuses; undefined for one that is handed on. */
export async function refusingEngine(
  refusal: (asked: Asked) => string | undefined,
): Promise<AsyncDisposable & { readonly url: string }> {
  const modem: Modem = Object(new Docker().modem);
  const socketPath = await modem.getSocketPath();
  const real = socketPath ? { socketPath } : { host: modem.host, port: modem.port };
  const server = createServer(async (incoming, response) => {
    const { method = '', url: path = '', headers } = incoming;
    const body = await buffer(incoming);
    const words = refusal({ method, path, body: body.toString() });
    if (words !== undefined) {
      response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ message: words }));
      return;
    }
    const handedOn = send({ ...real, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      response.flushHeaders();
      answer.pipe(response);
    });
    // Who hangs up here hangs up there, as one who follows a log does.
    response.on('close', () => handedOn.destroy());
    handedOn.on('error', () => response.destroy());
    handedOn.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
