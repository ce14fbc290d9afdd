/** For tests: the API of a real cluster behind a proxy that has troubles of its own. */
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { KubeConfig } from '@kubernetes/client-node';

export interface TroubledApi extends AsyncDisposable {
  /** A kubeconfig that leads to the proxy. */
  readonly kubeconfig: string;
  /** The status that every request is answered with from now on; none for what the API itself says. */
  answers(status: number | undefined): void;
  /** How many requests were so answered. */
  readonly refused: () => number;
}

/** @param path where the proxy's kubeconfig is written. */
export async function troubledApi(kubeconfig: string, path: string): Promise<TroubledApi> {
  const config = new KubeConfig();
  config.loadFromString(readFileSync(kubeconfig, 'utf8'));
  const server = new URL(config.getCurrentCluster()?.server ?? '');
  const from64 = (text: string | undefined) => Buffer.from(text ?? '', 'base64');
  const user = config.getCurrentUser();
  const tls = {
    ca: from64(config.getCurrentCluster()?.caData),
    cert: from64(user?.certData),
    key: from64(user?.keyData),
  };
  let status: number | undefined;
  let refused = 0;

  const forward = ({ method, url, headers }: IncomingMessage) =>
    request({ host: server.hostname, port: server.port, method, path: url, headers, ...tls });
  const proxy = createServer((incoming, answer: ServerResponse) => {
    if (status !== undefined) {
      refused += 1;
      const body = {
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        code: status,
        message: 'trouble',
        reason: '',
      };
      answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return;
    }
    const outgoing = forward(incoming);
    outgoing.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
  proxy.on('upgrade', (incoming: IncomingMessage, socket: Duplex) => {
    const outgoing = forward(incoming);
    outgoing.on('upgrade', (response, upstream, head) => {
      const headers = response.rawHeaders.flatMap((value, n, all) => (n % 2 ? [] : [`${value}: ${all[n + 1]}`]));
      socket.write(['HTTP/1.1 101 Switching Protocols', ...headers, '', ''].join('\r\n'));
      upstream.unshift(head);
      upstream.pipe(socket).on('error', () => upstream.destroy());
      socket.pipe(upstream).on('error', () => socket.destroy());
    });
    outgoing.on('response', () => socket.destroy());
    outgoing.on('error', () => socket.destroy());
    outgoing.end();
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const clusters = [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }];
  const contexts = [{ name: 'c', context: { cluster: 'c' } }];
  writeFileSync(path, JSON.stringify({ clusters, contexts, 'current-context': 'c' }));
  return {
    kubeconfig: path,
    answers: (wanted) => {
      status = wanted;
    },
    refused: () => refused,
    [Symbol.asyncDispose]: async () => {
      proxy.close();
      proxy.closeAllConnections();
    },
  };
}
