import { HIDE_SOURCE } from '../breaks/lead.ts';
import { onNodes } from '../breaks/nft-table.ts';
import { toNodePorts } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const sourceLost: Fault = {
  what: "the client's address is lost under externalTrafficPolicy Local: every nodePort is masqueraded",
  like: 'cilium/cilium#9284',
  mustFail: ['SOURCE-3', 'SOURCE-4'],
  puts: ({ cluster }) => {
    const hide = ['tcp', 'udp'].map((protocol) => `${toNodePorts(cluster, protocol)} ${HIDE_SOURCE}`);
    return onNodes(cluster.nodes, { arrives: hide, leaves: hide });
  },
};
