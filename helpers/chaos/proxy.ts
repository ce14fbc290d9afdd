/** A proxy in front of an API server, that gives requests and exec sockets the troubles of a plan. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import httpProxy from 'http-proxy-3';
import type { ApiTarget } from './api-target.ts';
import { refuseUpgrade, statusOf } from './refusals.ts';
import { plannedTroubles, TROUBLE_KINDS, type Trouble, type TroubleKind, type TroublePlan } from './troubles.ts';

/** A delayed request waits so long at most, in ms; the last tenth of them is never answered. */
const LONGEST_DELAY_MS = 5_000;
const NEVER_ANSWERED = 0.9;

/** A cut exec lives so long at most, in ms. */
const LONGEST_EXEC_MS = 20_000;

/** An exec whose frame is cut in the middle has carried at most so many bytes before. */
const MOST_BYTES = 20_000;

/** At this path it tells what it has done. */
const COUNTS_PATH = '/chaos';

export interface ChaosCounts {
  /** Exec sockets included. */
  readonly requests: number;
  readonly troubles: Readonly<Record<TroubleKind, number>>;
}

export interface ChaosProxy extends AsyncDisposable {
  /** Its own address, as a kubeconfig names it. */
  readonly server: string;
}

export async function chaosProxy(target: ApiTarget, plan: TroublePlan): Promise<ChaosProxy> {
  const next = plannedTroubles(plan);
  const counts = { requests: 0, troubles: Object.fromEntries(TROUBLE_KINDS.map((kind) => [kind, 0])) };
  const troubled = (): Trouble | undefined => {
    const trouble = next();
    counts.requests += 1;
    if (trouble) counts.troubles[trouble.kind] = (counts.troubles[trouble.kind] ?? 0) + 1;
    return trouble;
  };
  const ofAnswers = new WeakMap<ServerResponse, Trouble>();
  const forward = httpProxy.createProxyServer({ target, ws: true });
  // Whoever is forwarded finds its connection closed, as the server's own would be.
  forward.on('error', (_error, _request, answer) => void answer.destroy());
  forward.on('proxyRes', (from, _request, answer) => {
    const trouble = ofAnswers.get(answer);
    if (trouble) void spoil(from, answer, trouble).catch(() => answer.destroy());
  });

  const proxy = createServer(async (request, answer) => {
    if (request.url === COUNTS_PATH) {
      answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(counts));
      return;
    }
    const trouble = troubled();
    if (trouble?.kind === 'delay' && !(await delayed(trouble))) return;
    if (!trouble || trouble.kind === 'delay') return forward.web(request, answer);
    if (trouble.kind === 'busy' || (trouble.kind === 'error' && !trouble.reachesServer)) return refuse(answer, trouble);
    if (trouble.kind === 'cut' && !trouble.reachesServer) return void answer.destroy();
    ofAnswers.set(answer, trouble);
    forward.web(request, answer, { selfHandleResponse: true });
  });
  // A client may use a connection again at any time, and this process may be held up for long.
  Object.assign(proxy, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
  const sockets = new Set<Socket>();
  proxy.on('connection', (socket: Socket) => sockets.add(socket.on('close', () => sockets.delete(socket))));
  proxy.on('upgrade', async (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const trouble = troubled();
    if (trouble?.kind === 'delay' && !(await delayed(trouble))) return;
    if (trouble?.kind === 'busy' || trouble?.kind === 'error') return refuseUpgrade(socket, trouble.kind);
    if (trouble?.kind === 'cut' && !trouble.reachesServer) return void socket.destroy();
    if (trouble?.kind === 'cut') setTimeout(() => socket.destroy(), trouble.share * LONGEST_EXEC_MS);
    forward.ws(request, trouble?.kind === 'half' ? halved(socket, trouble.share) : socket, head);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    server: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Asks a proxy, of this process or another. */
export async function chaosCounts(server: string): Promise<ChaosCounts> {
  return (await (await fetch(`${server}${COUNTS_PATH}`)).json()) as ChaosCounts;
}

/** False where the request is to have no answer. */
async function delayed({ share }: Trouble): Promise<boolean> {
  if (share >= NEVER_ANSWERED) return false;
  await sleep(share * LONGEST_DELAY_MS);
  return true;
}

function refuse(answer: ServerResponse, { kind }: Trouble): void {
  const { code, headers, body } = statusOf(kind);
  answer.writeHead(code, headers).end(body);
}

/** What the server has done stays done, and its answer is lost or comes by half. */
async function spoil(from: IncomingMessage, answer: ServerResponse, trouble: Trouble): Promise<void> {
  const body = await buffer(from);
  if (trouble.kind === 'cut') return void answer.destroy();
  if (trouble.kind === 'error') return refuse(answer, trouble);
  const half = body.subarray(0, Math.floor(body.length / 2));
  // Half a JSON can be told by itself; of anything else only the connection tells that there is more.
  const tells = from.headers['content-type']?.startsWith('application/json') && !trouble.reachesServer;
  const { 'content-length': _, 'transfer-encoding': __, ...headers } = from.headers;
  answer.writeHead(from.statusCode ?? 502, { ...headers, 'content-length': tells ? half.length : body.length });
  answer.write(half, () => (tells ? answer.end() : answer.destroy()));
}

/** The same socket, that ends in the middle of what is written into it. */
function halved(socket: Socket, share: number): Socket {
  let left = Math.floor(share * MOST_BYTES);
  const write = socket.write.bind(socket) as (chunk: Uint8Array | string) => boolean;
  socket.write = ((chunk: Uint8Array | string) => {
    const bytes = Buffer.from(chunk as Uint8Array);
    if (bytes.length <= left) {
      left -= bytes.length;
      return write(bytes);
    }
    write(bytes.subarray(0, Math.floor(bytes.length / 2)));
    socket.destroySoon();
    return false;
  }) as Socket['write'];
  return socket;
}
