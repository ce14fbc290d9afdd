import { type Fault, handingNode, NOWHERE, withWays } from './fault.ts';

/** What an overlay carries where its devices say more, in bytes. */
const CARRIED = 1_000;

export const largePacketsLost: Fault = {
  what: 'what needs long packets does not come from one node to another: an MTU that is larger than the overlay carries',
  mustFail: ['CLUSTERIP-7', 'NODEPORT-6'],
  wraps: () => ({
    route: withWays((ways, { door }, cluster, client) => {
      const from = handingNode(client, door);
      return ways.map((way) => {
        const pod = cluster.pods.get(way.address);
        const isCarried = pod?.node === from || (pod?.answerBytes(way.port, 'TCP') ?? 0) <= CARRIED;
        return isCarried ? way : { ...way, address: NOWHERE };
      });
    }),
  }),
};
