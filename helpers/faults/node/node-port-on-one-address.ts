import { onNodes } from '../breaks/nft-table.ts';
import { toNodePorts } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const nodePortOnOneAddress: Fault = {
  what: "a nodePort is open at a node's first address alone",
  like: 'a proxy that binds to the InternalIP and ignores --nodeport-addresses',
  modes: ['iptables'],
  mustFail: ['NODEPORT-2'],
  puts: ({ cluster }) =>
    onNodes(cluster.nodes, ({ internalIPs }) => {
      const open = [...internalIPs.filter((each) => each.includes('.')), '127.0.0.0/8'].join(', ');
      const drop = [`ip daddr != { ${open} } ${toNodePorts(cluster, 'tcp')} drop`];
      return { arrives: drop, leaves: drop };
    }),
};
