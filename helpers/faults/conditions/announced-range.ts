import { onNodes } from '../breaks/nft-table.ts';
import { routeOutside } from '../breaks/outside-route.ts';
import { lastNode, serviceRange } from '../breaks/words.ts';
import type { Condition } from '../fault.ts';

export const announcedRange: Condition = {
  what: 'the service range is announced to the client outside, and the node that it leads to lets nothing of it in',
  why: 'a route alone is no answer',
  concerns: ['ARTICLE-6', 'ARTICLE-10'],
  puts: async (ground) => {
    const { cluster } = ground;
    const node = lastNode(cluster);
    const [via = ''] = node.internalIPs;
    await using undo = new AsyncDisposableStack();
    undo.use(await routeOutside(ground, serviceRange(cluster), via));
    undo.use(await onNodes([node], { arrives: [`iifname eth0 ip daddr ${serviceRange(cluster)} drop`] }));
    return undo.move();
  },
};
