/** For unit tests: an API server on 127.0.0.1 whose execs are played by the test. */
import type { Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type ExecRequest, exec } from './exec.ts';
import { ExecBroken } from './exec-broken.ts';
import { type LocalApi, localApi } from './local-api.ts';

export const EXEC = { namespace: 'a', pod: 'b', container: 'c', command: ['sh', '-c', 'x y'] } as const;
export const SUCCESS = { status: 'Success' };
export const EXIT_7 = {
  status: 'Failure',
  reason: 'NonZeroExitCode',
  message: 'command terminated with non-zero exit code: exit status 7',
  details: { causes: [{ reason: 'ExitCode', message: '7' }] },
};

export const frame = (channel: number, data: string | Buffer) => Buffer.concat([Buffer.of(channel), Buffer.from(data)]);
export const status = (value: object) => frame(3, JSON.stringify(value));

/** Every exec gets a WebSocket, on which `play` plays the server. */
export function playing(play: (socket: WebSocket, url: string) => void, protocol = 'v5.channel.k8s.io') {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => protocol });
  return localApi({
    upgrade: (incoming, socket, head) =>
      sockets.handleUpgrade(incoming, socket, head, (each) => play(each, incoming.url ?? '')),
  });
}

/** The TCP socket under a WebSocket, to send what no WebSocket would. */
export const tcpOf = (socket: WebSocket) => (socket as unknown as { _socket: Socket })._socket;

/** Runs an exec that must break. */
export async function brokenExec({ kube }: LocalApi, more: Partial<ExecRequest> = {}): Promise<ExecBroken> {
  const error = await exec(kube, { ...EXEC, ...more }).then(
    (result) => new Error(`it resolved with ${JSON.stringify(result)}`),
    (error: unknown) => error,
  );
  if (error instanceof ExecBroken) return error;
  throw error;
}
