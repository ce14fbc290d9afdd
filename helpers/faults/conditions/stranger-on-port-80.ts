import { onNodes } from '../breaks/nft-table.ts';
import { routeOutside } from '../breaks/outside-route.ts';
import { lastNode, serviceRange } from '../breaks/words.ts';
import type { Condition } from '../fault.ts';

/** The kubelet's, which answers plain HTTP with an error. */
const STRANGERS_PORT = 10_250;

export const strangerOnPort80: Condition = {
  what: 'a stranger answers on port 80 of every address that the client outside dials',
  why: 'a transparent proxy of the network is no Service, and no answer of ours',
  concerns: ['ARTICLE-6', 'ARTICLE-10'],
  puts: async (ground) => {
    const { cluster, kube } = ground;
    const { items } = await kube.core.listNode();
    const inside = [
      ...cluster.nodes.flatMap(({ internalIPs }) => internalIPs),
      ...items.flatMap(({ spec }) => spec?.podCIDRs ?? []),
    ].filter((each) => each.includes('.'));
    const [via = ''] = lastNode(cluster).internalIPs;
    await using undo = new AsyncDisposableStack();
    undo.use(await routeOutside(ground, serviceRange(cluster), via));
    const lead = [`ip saddr != { ${inside.join(', ')} } tcp dport 80 redirect to :${STRANGERS_PORT}`];
    undo.use(await onNodes(cluster.nodes, { chooses: lead }));
    return undo.move();
  },
};
