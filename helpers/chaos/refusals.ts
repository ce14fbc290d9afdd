/** How an API server says that it can't take a request now, or has failed to. */
import type { Socket } from 'node:net';
import type { TroubleKind } from './troubles.ts';

const RETRY_AFTER_S = 1;

interface StatusAnswer {
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function statusOf(kind: TroubleKind): StatusAnswer {
  const busy = kind === 'busy';
  const code = busy ? 429 : 500;
  const reason = busy ? 'TooManyRequests' : 'InternalError';
  const message = busy ? 'chaos: too many requests, please try again later' : 'chaos: an error on the server';
  const body = JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code,
  });
  return {
    ...{ code, body },
    headers: { 'content-type': 'application/json', ...(busy && { 'retry-after': String(RETRY_AFTER_S) }) },
  };
}

/** To a handshake that asked for a WebSocket. */
export function refuseUpgrade(socket: Socket, kind: TroubleKind): void {
  const { code, headers, body } = statusOf(kind);
  const all = { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${code} Refused\r\n${lines.join('')}\r\n${body}`);
}
