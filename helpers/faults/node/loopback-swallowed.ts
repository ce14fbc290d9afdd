import { onNodes } from '../breaks/nft-table.ts';
import { toNodePorts } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const loopbackSwallowed: Fault = {
  what: 'what is sent to a nodePort on loopback is swallowed',
  like: 'a firewall that trusts loopback, but not these ports; route_localnet switched off by hardening',
  mustFail: ['NODEPORT-3'],
  puts: ({ cluster }) => {
    const drop = ['tcp', 'udp'].map((protocol) => `ip daddr 127.0.0.0/8 ${toNodePorts(cluster, protocol)} drop`);
    return onNodes(cluster.nodes, { leaves: drop });
  },
};
