/** For unit tests: an API server on 127.0.0.1 that answers as it is told, with a real client that talks to it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { API_REQUEST_MS } from '../bounds.ts';
import { Kube } from './client.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface LocalApi extends AsyncDisposable {
  readonly kube: Kube;
  /** The path of the kubeconfig that leads to it, with CREDENTIAL. */
  readonly kubeconfig: string;
  readonly port: number;
  readonly seen: readonly SeenRequest[];
  /** TCP connections so far. */
  readonly connections: readonly Socket[];
}

interface Behaviour {
  readonly answer?: (request: SeenRequest, response: ServerResponse) => void;
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly requestMs?: number;
}

export async function localApi({ answer, upgrade, requestMs = API_REQUEST_MS }: Behaviour): Promise<LocalApi> {
  const seen: SeenRequest[] = [];
  const connections: Socket[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
    const query = Object.fromEntries(searchParams);
    const { method = '', headers } = request;
    const each = { method, path: pathname, query, headers, body: await text(request) };
    seen.push(each);
    answer?.(each, response);
  });
  server.on('connection', (socket) => connections.push(socket));
  if (upgrade) server.on('upgrade', upgrade);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const folder = await mkdtemp(join(tmpdir(), 'local-api-'));
  const path = join(folder, 'kubeconfig.yaml');
  await writeFile(path, kubeconfigTo(port));
  const kube = Kube.fromFile(path, requestMs);
  return {
    kube,
    kubeconfig: path,
    port,
    seen,
    connections,
    async [Symbol.asyncDispose]() {
      await kube[Symbol.asyncDispose]();
      for (const socket of connections) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      await rm(folder, { recursive: true });
    },
  };
}

export function json(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export function failure(response: ServerResponse, code: number, reason: string, message: string, details = {}): void {
  json(response, code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, details });
}

/** Answers the discovery of a few kinds; false if something else was asked for. */
export function discovery({ path }: SeenRequest, response: ServerResponse): boolean {
  const resources: Record<string, object[]> = {
    '/api/v1': [{ name: 'services', kind: 'Service', namespaced: true }],
    '/apis/example.com/v1': [{ name: 'things', kind: 'Thing', namespaced: false }],
  };
  const found = resources[path];
  if (found) json(response, 200, { kind: 'APIResourceList', groupVersion: '', resources: found });
  return found !== undefined;
}

/** The token in the kubeconfig. */
export const CREDENTIAL = 'secret';

// client-node speaks plain HTTP only to a server whose certificate it need not check.
const kubeconfigTo = (port: number) => `apiVersion: v1
kind: Config
clusters: [{ name: c, cluster: { server: 'http://127.0.0.1:${port}', insecure-skip-tls-verify: true } }]
users: [{ name: u, user: { token: ${CREDENTIAL} } }]
contexts: [{ name: x, context: { cluster: c, user: u } }]
current-context: x
`;
