/** The API over HTTP, as far as the suite asks it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ApiObject } from './api-object.ts';
import { resourcesOf } from './discovery.ts';
import { Failure } from './failure.ts';
import { apiVersionOf, type Kind, PODS } from './kinds.ts';
import type { DeleteOptions, Registry } from './registry.ts';
import { parsePath, type RequestPath } from './request-path.ts';
import { matchesSelector } from './selector.ts';
import type { Store } from './store.ts';
import { tableOf } from './table.ts';

export interface PodRequests {
  /** @throws {Failure} where there is no such container. */
  log(namespace: string, pod: string, sinceSeconds: number | undefined): string;
  exec(
    namespace: string,
    pod: string,
    query: URLSearchParams,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void;
}

export interface ApiServerParts {
  readonly store: Store;
  readonly registry: Registry;
  readonly pods: PodRequests;
  /** As `/version` says it. */
  readonly version: string;
}

interface Asked {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly wantsTable: boolean;
  readonly body: string;
}

const NO_SUCH_PATH = new Failure(404, 'NotFound', 'the server could not find the requested resource');

/** A server that does not listen yet. */
export function apiServer(parts: ApiServerParts): Server {
  const server = createServer((request, response) => {
    answer(parts, request).then(
      ({ code, body }) => send(response, code, body),
      (error: unknown) => {
        const failure =
          error instanceof Failure ? error : new Failure(500, 'InternalError', String((error as Error).stack));
        send(response, failure.code, failure.status);
      },
    );
  });
  // A client may use a connection again at any time, and the process that it is in may be held up for long.
  Object.assign(server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname, searchParams } = urlOf(request);
    const path = parsePath(pathname);
    try {
      if (path?.kind !== PODS || path.sub !== 'exec') throw NO_SUCH_PATH;
      parts.pods.exec(path.namespace ?? '', path.name ?? '', searchParams, request, socket, head);
    } catch (error) {
      refuseUpgrade(socket, error as Failure);
    }
  });
  return server;
}

interface Answer {
  readonly code: number;
  readonly body: object | string;
}

async function answer(parts: ApiServerParts, request: IncomingMessage): Promise<Answer> {
  const { pathname, searchParams: query } = urlOf(request);
  const { method = 'GET', headers } = request;
  const body = await text(request);
  const general = generalAnswer(pathname, parts.version);
  if (general !== undefined) return { code: 200, body: general };
  const path = parsePath(pathname);
  if (!path) throw NO_SUCH_PATH;
  const wantsTable = headers.accept?.includes('as=Table') ?? false;
  const asked = { method, query, contentType: headers['content-type'] ?? '', wantsTable, body };
  return { code: method === 'POST' ? 201 : 200, body: objectAnswer(parts, path, asked) };
}

function generalAnswer(pathname: string, version: string): object | string | undefined {
  if (pathname === '/readyz' || pathname === '/livez' || pathname === '/healthz') return 'ok';
  if (pathname.replace(/\/$/, '') === '/version') {
    const [major = '', minor = ''] = version.replace(/^v/, '').split('.');
    return { major, minor, gitVersion: version, platform: `${process.platform}/${process.arch}` };
  }
  const groupVersion = /^\/apis?\/(.+?)\/?$/.exec(pathname)?.[1];
  return groupVersion === undefined ? undefined : resourcesOf(groupVersion);
}

function objectAnswer({ store, registry, pods }: ApiServerParts, path: RequestPath, asked: Asked): object | string {
  const { kind, namespace, name, sub } = path;
  const { method, query, contentType, body } = asked;
  const dryRun = query.get('dryRun') === 'All';
  if (name === undefined) {
    if (method === 'POST') return registry.create(kind, namespace, parsed(body), dryRun);
    if (method === 'GET') return listAnswer(kind, store.list(kind, namespace), asked);
    throw new Failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
  }
  if (sub === 'log' && kind === PODS) {
    const since = query.get('sinceSeconds');
    return pods.log(namespace ?? '', name, since === null ? undefined : Number(since));
  }
  if (sub !== '') throw NO_SUCH_PATH;
  switch (method) {
    case 'GET':
      return store.get(kind, namespace, name);
    case 'PUT':
      return registry.replace(kind, namespace, name, parsed(body), dryRun);
    case 'PATCH': {
      const how = contentType.startsWith('application/apply-patch') ? 'apply' : 'patch';
      return registry[how](kind, namespace, name, parsed(body), dryRun);
    }
    case 'DELETE':
      return registry.delete(kind, namespace, name, deleteOptions(body, query));
    default:
      throw new Failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
  }
}

function listAnswer(kind: Kind, objects: readonly ApiObject[], { query, wantsTable }: Asked): object {
  const selector = query.get('labelSelector') ?? '';
  const items = objects.filter(({ metadata }) => matchesSelector(metadata.labels, selector));
  if (wantsTable) return tableOf(kind, items);
  return { kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind), metadata: {}, items };
}

function deleteOptions(body: string, query: URLSearchParams): DeleteOptions {
  const grace = query.get('gracePeriodSeconds');
  const stated: DeleteOptions = body === '' ? {} : (parsed(body) as DeleteOptions);
  return grace === null ? stated : { ...stated, gracePeriodSeconds: Number(grace) };
}

function parsed(body: string): ApiObject {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Failure(400, 'BadRequest', `the object provided is unrecognized: ${(error as Error).message}`);
  }
}

function urlOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '/', 'http://api');
}

function send(response: ServerResponse, code: number, body: object | string): void {
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(code, { 'content-type': type }).end(typeof body === 'string' ? body : JSON.stringify(body));
}

function refuseUpgrade(socket: Duplex, { code = 500, status = {} }: Partial<Failure>): void {
  const body = JSON.stringify(status);
  const head = [
    `HTTP/1.1 ${code} Failure`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
