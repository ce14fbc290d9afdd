/** The WebSocket of an exec, as the API server speaks it: the first byte of every frame names its channel. */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import WebSocket from 'ws';
import { errorFromAnswer } from './api-answer.ts';
import type { ApiError } from './api-error.ts';
import { type Kube, USER_AGENT } from './client.ts';
import type { ExecPlace } from './exec-broken.ts';

export const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, status: 3, close: 255 } as const;

/** The only protocol that can say that the standard input has ended. */
export const PROTOCOL_WITH_CLOSE = 'v5.channel.k8s.io';
const PROTOCOLS = [PROTOCOL_WITH_CLOSE, 'v4.channel.k8s.io'];

/** Starts the handshake and returns at once: whoever calls must listen before the event loop turns. */
export async function dialExec(
  kube: Kube,
  { namespace, pod, container }: ExecPlace,
  command: readonly string[],
  stdin: boolean,
): Promise<WebSocket> {
  const url = new URL(
    `${kube.server}/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/exec`,
  );
  url.protocol = url.protocol.replace('http', 'ws');
  // Without stderr asked for, some runtimes send no status at all.
  const query = new URLSearchParams({ container, stdin: String(stdin), stdout: 'true', stderr: 'true' });
  for (const argument of command) query.append('command', argument);
  url.search = query.toString();
  const options: WebSocket.ClientOptions = {};
  await kube.config.applyToHTTPSOptions(options);
  return new WebSocket(url, PROTOCOLS, {
    ...options,
    perMessageDeflate: false,
    headers: { ...options.headers, 'User-Agent': USER_AGENT },
  });
}

/** Reads why the server answered the handshake with something else than a WebSocket. */
export async function refusal(answer: IncomingMessage, { namespace, pod }: ExecPlace): Promise<ApiError> {
  const request = { verb: 'exec', resource: 'pods', namespace, name: pod };
  return errorFromAnswer(request, answer.statusCode ?? 0, await text(answer).catch(() => ''));
}

/** Sends everything and then, which only v5 can, that there is no more. Rejects if the source or the socket fails. */
export async function feedStdin(socket: WebSocket, stdin: string | Readable): Promise<void> {
  for await (const chunk of typeof stdin === 'string' ? [stdin] : stdin) {
    await send(socket, Buffer.concat([Buffer.of(CHANNEL.stdin), Buffer.from(chunk)]));
  }
  await send(socket, Buffer.of(CHANNEL.close, CHANNEL.stdin));
}

function send(socket: WebSocket, frame: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(frame, (error) => (error ? reject(error) : resolve()));
  });
}
