import { createServer, type Socket } from 'node:net';
import { httpAnswer } from '../pods/http-answer.ts';
import { ask, type World } from '../pods/world.ts';
import type { Client, Target } from '../routing/cluster-model.ts';
import type { Entry } from '../routing/conntrack.ts';
import type { OpenDoor } from './open-door.ts';

const REQUEST = /^GET (\S+) HTTP\/1\.1\r\n(?:[^\r]+\r\n)*\r\n/;

/** A real listener on an address and port that the route from outside leads somewhere from. */
export function tcpDoor(world: World, { address, port }: Target): OpenDoor {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    serve(world, { address, port, protocol: 'TCP' }, socket);
  });
  server.on('error', (error) => console.error(`reference cluster: ${error.message}`));
  server.listen(port, address);
  return {
    // Connections that were made stay, as in a kernel that tracks them.
    close: () => server.close(),
    end: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Silence is a connection on which nothing is ever said: nobody without rights can drop a SYN. */
function serve(world: World, target: Target, socket: Socket): void {
  const client: Client = { kind: 'outside', address: socket.remoteAddress ?? '' };
  const first = world.network.connect(client, target);
  if (first.kind === 'refused' || first.kind === 'unroutable') socket.resetAndDestroy();
  if (first.kind !== 'answered') return;
  let entry: Entry = first.entry;
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
    for (let request = REQUEST.exec(text); request; request = REQUEST.exec(text)) {
      text = text.slice(request[0].length);
      const arrival = world.network.again(client, target, entry);
      if (arrival.kind !== 'answered') {
        socket.destroy(); // its backend has ended, and with it the connection
        return;
      }
      entry = arrival.entry;
      socket.write(httpAnswer(ask(world, entry, socket.remotePort ?? 0, request[1] ?? '/')));
    }
  });
}
