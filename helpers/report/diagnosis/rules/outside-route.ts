import { likely, type Rule, seen } from '../rule.ts';
import { shareOf } from '../shares.ts';
import { waysOf } from '../ways.ts';
import { addressText, listed, placeText } from '../words.ts';

/** A client outside gets through to a ClusterIP. */
export const outsideRoute: Rule = {
  about: 'a ClusterIP answers outside: the client has a route to the service range',
  needs: 'probes from outside to a ClusterIP that reached a pod of ours',
  says: (facts) => {
    const ways = waysOf(facts).filter(
      ({ from, to, wanted, good, probes }) =>
        from.kind === 'outside' && to.kind === 'ClusterIP' && wanted === 'silence' && good < probes,
    );
    if (ways.length === 0) return [];
    const { good, probes } = shareOf(ways);
    const clients = listed([...new Set(ways.map(({ from }) => placeText(from)))]);
    const targets = listed([...new Set(ways.map(({ to }) => addressText(to)))]);
    return [
      seen(`outside, ${clients} got through to ClusterIP ${targets} (${probes - good} of ${probes} probes)`),
      likely('a route leads from there to the service range by way of a node: a router, a VPN or BGP announces it'),
    ];
  },
};
