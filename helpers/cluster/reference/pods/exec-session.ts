/** An exec over a WebSocket: the first byte of every frame names its channel (v4 and v5.channel.k8s.io). */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Lines } from './lines.ts';
import type { Program } from './program.ts';

const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, status: 3, close: 255 } as const;
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

const sockets = new WebSocketServer({
  noServer: true,
  perMessageDeflate: false,
  handleProtocols: (offered) => PROTOCOLS.find((each) => offered.has(each)) ?? false,
});

/** Takes the connection and runs the program until it ends or the connection does. */
export function execSession(program: Program, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  sockets.handleUpgrade(request, socket, head, (webSocket) => void run(program, webSocket));
}

async function run(program: Program, socket: WebSocket): Promise<void> {
  const lines = new Lines();
  const over = new AbortController();
  const send = (channel: number, text: string) => {
    if (socket.readyState === socket.OPEN) socket.send(Buffer.concat([Buffer.of(channel), Buffer.from(text)]));
  };
  // What is written at once goes in one frame.
  let written = '';
  const flush = () => {
    if (written !== '') send(CHANNEL.stdout, written);
    written = '';
  };
  socket.on('message', (data: Buffer) => {
    if (data[0] === CHANNEL.stdin) lines.add(data.subarray(1));
    if (data[0] === CHANNEL.close) lines.end();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    lines.end();
    over.abort();
  });
  const stdio = {
    line: () => lines.line(),
    bytes: (count: number) => lines.bytes(count),
    out(text: string) {
      if (written === '') setImmediate(flush);
      written += text;
    },
    err: (text: string) => send(CHANNEL.stderr, text),
    signal: over.signal,
  };
  let exitCode = 1;
  try {
    exitCode = await program(stdio);
  } catch (error) {
    if (over.signal.aborted) return;
    send(CHANNEL.stderr, `${(error as Error).stack}\n`);
  }
  flush();
  send(CHANNEL.status, JSON.stringify(statusOf(exitCode)));
  socket.close(1000);
}

function statusOf(exitCode: number): object {
  const base = { kind: 'Status', apiVersion: 'v1', metadata: {} };
  if (exitCode === 0) return { ...base, status: 'Success' };
  return {
    ...{ ...base, status: 'Failure', reason: 'NonZeroExitCode' },
    message: `command terminated with non-zero exit code: exit code ${exitCode}`,
    details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
  };
}
