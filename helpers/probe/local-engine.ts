/** For unit tests: as much of a Docker engine as one exec needs, running the command on this machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What the engine does with the exec of CONTAINER; any other container does not exist. */
export type Mood = 'runs it' | 'drops it';
export const CONTAINER = 'c1';

function frame(stream: 1 | 2, bytes: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

export interface LocalEngine extends AsyncDisposable {
  /** What the last exec was asked for. */
  readonly asked: () => object;
}

/** The engine of this process until it is disposed of. */
export async function localEngine(mood: Mood): Promise<LocalEngine> {
  let asked: { Cmd: string[] } = { Cmd: [] };
  let exitCode: number | null = null;
  // One whose input has ended does not tell a client that is gone from one that waits.
  const running = new DisposableStack();
  const server = createServer(async (request, response) => {
    const send = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    if (request.url === `/containers/${CONTAINER}/exec`) {
      asked = (await json(request)) as typeof asked;
      send(201, { Id: 'e1' });
    } else if (request.url === '/exec/e1/json') send(200, { ExitCode: exitCode });
    else send(404, { message: 'No such container' });
  });
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => {});
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    if (mood === 'drops it') return socket.end();
    const [file = '', ...options] = asked.Cmd;
    const child = spawn(file, options);
    running.defer(() => void child.kill('SIGKILL'));
    socket.on('close', () => child.kill('SIGKILL'));
    socket.pipe(child.stdin);
    child.stdout.on('data', (bytes) => socket.write(frame(1, bytes)));
    child.stderr.on('data', (bytes) => socket.write(frame(2, bytes)));
    child.on('close', (code) => {
      exitCode = code;
      socket.end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { DOCKER_HOST } = process.env;
  process.env.DOCKER_HOST = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    asked: () => asked,
    [Symbol.asyncDispose]: async () => {
      delete process.env.DOCKER_HOST;
      if (DOCKER_HOST !== undefined) process.env.DOCKER_HOST = DOCKER_HOST;
      running.dispose();
      server.closeAllConnections();
      server.close();
    },
  };
}
