import { onNodes } from '../breaks/nft-table.ts';
import { lastNode, toNodePorts } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const nodePortsClosed: Fault = {
  what: 'nodePorts are closed on one node',
  like: "a host firewall without the cluster's node port range",
  version: 3, // 1 and 2 took replies too, whose port a masquerade had chosen in that range, and had BACKENDS-1 among the controls, which dials nodePorts
  mustFail: ['ARTICLE-7', 'ARTICLE-8', 'NODEPORT-1', 'SOURCE-2', 'SOURCE-3', 'PORTS-1', 'UDP-1', 'BACKENDS-1'],
  notAsked: ['ARTICLE-9', 'BACKENDS-9', 'SOURCE-4', 'POLICY-5'],
  puts: ({ cluster }) => {
    const drop = ['tcp', 'udp'].map((protocol) => `${toNodePorts(cluster, protocol)} drop`);
    return onNodes([lastNode(cluster)], { arrives: drop, leaves: drop });
  },
};
