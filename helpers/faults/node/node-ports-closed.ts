import { onNodes } from '../breaks/nft-table.ts';
import { lastNode, toNodePorts } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const nodePortsClosed: Fault = {
  what: 'nodePorts are closed on one node',
  like: "a host firewall without the cluster's node port range",
  version: 2, // 1 had PORTS-1 and SOURCE-3 among its controls, which dial nodePorts too
  mustFail: ['ARTICLE-7', 'ARTICLE-8', 'ARTICLE-9', 'NODEPORT-1', 'SOURCE-2', 'SOURCE-3', 'PORTS-1', 'UDP-1'],
  puts: ({ cluster }) => {
    const drop = ['tcp', 'udp'].map((protocol) => `${toNodePorts(cluster, protocol)} drop`);
    return onNodes([lastNode(cluster)], { arrives: drop, leaves: drop });
  },
};
