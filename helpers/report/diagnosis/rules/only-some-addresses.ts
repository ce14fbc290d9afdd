import { type Rule, seen } from '../rule.ts';
import { allGood, noneGood, shareOf } from '../shares.ts';
import { waysOf } from '../ways.ts';
import { isLoopback, listed } from '../words.ts';

/** NodePorts that answer at one address of a node and not at another. Of loopback another rule speaks. */
export const onlySomeAddresses: Rule = {
  about: "nodePorts answer at some of a node's addresses only",
  needs: "two probes at a nodePort at one of a node's addresses that all failed, and another where all were answered",
  says: (facts) => {
    const ways = waysOf(facts).filter(
      ({ to, wanted }) => to.kind === 'nodePort' && wanted === 'answer' && !isLoopback(to.host),
    );
    const nodes = [...new Set(ways.flatMap(({ router }) => router ?? []))];
    return nodes.flatMap((node) => {
      const own = ways.filter(({ router }) => router === node);
      const at = (is: typeof allGood | typeof noneGood) =>
        [...new Set(own.map(({ to }) => to.host))].filter((host) =>
          is(shareOf(own.filter(({ to }) => to.host === host))),
        );
      const [open, closed] = [at(allGood), at(noneGood)];
      if (open.length === 0 || closed.length === 0) return [];
      return [seen(`node ${node} answers at its nodePort at ${listed(open)}, and not at ${listed(closed)}`)];
    });
  },
};
