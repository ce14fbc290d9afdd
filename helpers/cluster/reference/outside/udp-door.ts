import { createSocket } from 'node:dgram';
import { ask, type World } from '../pods/world.ts';
import type { Client, Target } from '../routing/cluster-model.ts';
import type { Entry } from '../routing/conntrack.ts';
import type { OpenDoor } from './open-door.ts';

/** nf_conntrack_udp_timeout, in ms: after so long a silence a datagram from the same port is another flow. */
const FLOW_MS = 30_000;

/** A real UDP socket on an address and port that the route from outside leads somewhere from. */
export function udpDoor(world: World, { address, port }: Target): OpenDoor {
  const socket = createSocket('udp4');
  const flows = new Map<string, { readonly entry: Entry; readonly at: number }>();
  const target: Target = { address, port, protocol: 'UDP' };
  let open = true;
  socket.on('message', (_, from) => {
    const client: Client = { kind: 'outside', address: from.address };
    const key = `${from.address}:${from.port}`;
    const flow = flows.get(key);
    const last = flow && Date.now() - flow.at < FLOW_MS ? flow.entry : undefined;
    const arrival = last ? world.network.again(client, target, last) : world.network.connect(client, target);
    if (arrival.kind !== 'answered') return;
    flows.set(key, { entry: arrival.entry, at: Date.now() });
    const body = ask(world, arrival.entry, from.port, '');
    if (open) socket.send(body, from.port, from.address);
  });
  socket.on('error', (error) => console.error(`reference cluster: ${error.message}`));
  socket.bind(port, address);
  const end = () => {
    if (open) socket.close();
    open = false;
  };
  return { close: end, end };
}
