import { stopProxy } from '../breaks/stop-proxy.ts';
import { lastNode } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const proxyStopped: Fault = {
  what: 'kube-proxy of one node stands still before a Service is created',
  like: 'a kube-proxy that hangs or was never rolled out to a node',
  mustFail: ['ARTICLE-5', 'ARTICLE-7', 'ARTICLE-8', 'CLUSTERIP-1', 'CLUSTERIP-2', 'NODEPORT-1', 'PORTS-1', 'UDP-1'],
  wide: true,
  puts: ({ cluster }) => stopProxy(lastNode(cluster)),
};
