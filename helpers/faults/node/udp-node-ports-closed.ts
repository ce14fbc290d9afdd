import { onNodes } from '../breaks/nft-table.ts';
import { toNodePorts } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const udpNodePortsClosed: Fault = {
  what: 'nodePorts are closed to UDP, on every node',
  like: 'a firewall that opens the node port range for TCP alone',
  mustFail: ['UDP-1', 'UDP-2'],
  puts: ({ cluster }) => {
    const drop = [`${toNodePorts(cluster, 'udp')} drop`];
    return onNodes(cluster.nodes, { arrives: drop, leaves: drop });
  },
};
