/** For unit tests: a cluster of nothing but an API server and an engine on 127.0.0.1, which say what the test has them say. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type LocalApi, localApi, type SeenRequest } from '../../kube/local-api.ts';
import { EXIT_7, frame, SUCCESS, status } from '../../kube/local-exec.ts';

export interface Told {
  readonly answer: (request: SeenRequest, response: ServerResponse) => void;
  /** What a command prints in a pod; undefined: it ends with a code. */
  readonly prints?: (pod: string, command: string) => string | undefined;
  /** Plays the server of each exec in a pod, in the place of `prints`. */
  readonly plays?: (socket: WebSocket) => void;
  /** What the node prints that is the container of this id; there is no other. */
  readonly nodes?: Readonly<Record<string, string>>;
}

export interface LocalCluster extends AsyncDisposable {
  readonly api: LocalApi;
}

export async function localCluster({
  answer,
  prints = () => undefined,
  plays,
  nodes = {},
}: Told): Promise<LocalCluster> {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'v5.channel.k8s.io' });
  const api = await localApi({
    answer,
    upgrade: (incoming, tcp, head) =>
      sockets.handleUpgrade(incoming, tcp, head, (socket) => {
        if (plays) return plays(socket);
        const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://local');
        const text = prints(pathname.split('/')[6] ?? '', searchParams.getAll('command').join(' '));
        if (text !== undefined) socket.send(frame(1, text));
        socket.send(status(text === undefined ? EXIT_7 : SUCCESS));
      }),
  });
  const engine = await localEngine(nodes);
  return {
    api,
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
    },
  };
}

/** Whatever is run in a container prints what its node prints. */
async function localEngine(nodes: Readonly<Record<string, string>>): Promise<AsyncDisposable> {
  const before = process.env.DOCKER_HOST;
  const server = createServer((request, response) => {
    const [, kind, id = '', what] = (request.url ?? '').split('/');
    const send = (code: number, body: object) => response.writeHead(code).end(JSON.stringify(body));
    if (nodes[id] === undefined) send(404, { message: 'No such container' });
    else if (kind === 'containers' && what === 'exec') send(201, { Id: id });
    else send(200, { ExitCode: 0 });
    request.resume();
  });
  server.on('upgrade', (request, socket) => {
    const bytes = Buffer.from(nodes[request.url?.split('/')[2] ?? ''] ?? '');
    const header = Buffer.alloc(8);
    header.writeUInt8(1, 0);
    header.writeUInt32BE(bytes.length, 4);
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    socket.end(Buffer.concat([header, bytes]));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  process.env.DOCKER_HOST = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    async [Symbol.asyncDispose]() {
      delete process.env.DOCKER_HOST;
      if (before !== undefined) process.env.DOCKER_HOST = before;
      server.closeAllConnections();
      server.close();
    },
  };
}
