import { stopProxy } from '../breaks/stop-proxy.ts';
import type { Fault } from '../fault.ts';

export const proxiesStopped: Fault = {
  what: 'every kube-proxy stands still',
  like: 'a kube-proxy that was rolled out with a configuration that it does not survive',
  mustFail: ['CLUSTERIP-1', 'SOURCE-2', 'UDP-1'],
  wide: true,
  puts: async ({ cluster }) => {
    await using undo = new AsyncDisposableStack();
    for (const node of cluster.nodes) undo.use(await stopProxy(node));
    return undo.move();
  },
};
