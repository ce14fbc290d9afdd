import { HIDE_SOURCE } from '../breaks/lead.ts';
import { onNodes } from '../breaks/nft-table.ts';
import { serviceRange } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const clusterIPsMasqueraded: Fault = {
  what: 'a pod that dials a ClusterIP is seen as its node',
  like: 'a wrong clusterCIDR, by which kube-proxy takes every pod for a stranger',
  mustFail: ['SOURCE-1'],
  puts: ({ cluster }) => onNodes(cluster.nodes, { arrives: [`ip daddr ${serviceRange(cluster)} ${HIDE_SOURCE}`] }),
};
