import { likely, type Rule, seen } from '../rule.ts';
import { shareOf } from '../shares.ts';
import { waysOf } from '../ways.ts';
import { addressText, listed, placeText } from '../words.ts';

/** A client outside gets through to a ClusterIP. */
export const outsideRoute: Rule = {
  about: 'a ClusterIP answers outside: the client has a route to the service range',
  needs: 'probes from outside to a ClusterIP that a pod of ours answered',
  says: (facts) => {
    const ways = waysOf(facts).filter(
      ({ from, to, wanted, answered }) =>
        from.kind === 'outside' && to.kind === 'ClusterIP' && wanted === 'silence' && answered > 0,
    );
    if (ways.length === 0) return [];
    const { probes } = shareOf(ways);
    const answered = ways.reduce((sum, way) => sum + way.answered, 0);
    const clients = listed([...new Set(ways.map(({ from }) => placeText(from)))]);
    const targets = listed([...new Set(ways.map(({ to }) => addressText(to)))]);
    return [
      seen(`outside, ${clients} got through to ClusterIP ${targets} (${answered} of ${probes} probes)`),
      likely('a route leads from there to the service range by way of a node: a router, a VPN or BGP announces it'),
    ];
  },
};
