import { onNodes } from '../breaks/nft-table.ts';
import type { Fault } from '../fault.ts';

export const rejectMissing: Fault = {
  what: 'a Service without endpoints hangs where it has to refuse: nobody is told',
  like: 'REJECT rules missing; ICMP switched off by hardening',
  mustFail: ['BACKENDS-3', 'UDP-2', 'PORTS-3'],
  puts: ({ cluster }) =>
    onNodes(cluster.nodes, { leaves: ['icmp type destination-unreachable icmp code port-unreachable drop'] }),
};
