import { routeOutside } from '../breaks/outside-route.ts';
import { lastNode, serviceRange } from '../breaks/words.ts';
import type { Fault } from '../fault.ts';

export const clusterIPOutside: Fault = {
  what: 'a ClusterIP answers outside: the client has a route to the service range by way of a node',
  like: 'a VPN or a router that was given the service range',
  mustFail: ['ARTICLE-6'],
  puts: (ground) => {
    const [via = ''] = lastNode(ground.cluster).internalIPs;
    return routeOutside(ground, serviceRange(ground.cluster), via);
  },
};
