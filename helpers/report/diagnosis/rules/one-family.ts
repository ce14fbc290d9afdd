import { type Finding, likely, type Rule, seen } from '../rule.ts';
import { allGood, noneGood, shareOf } from '../shares.ts';
import { directWays, type Way, waysOf } from '../ways.ts';
import { familyOf, type IPFamily, shareText } from '../words.ts';

const OTHER = { IPv4: 'IPv6', IPv6: 'IPv4' } as const;

/** One IP family is served, the other is not. */
export const oneFamily: Rule = {
  about: 'only IPv6 fails',
  needs:
    'two probes to ClusterIPs, or to nodePorts, over one IP family that all failed, and such probes over the other that were all answered, everywhere or by one node; for the cause, probes to pod IPs over the family that fails',
  says: (facts) => {
    const ways = waysOf(facts).filter(({ wanted }) => wanted === 'answer');
    return (['ClusterIP', 'nodePort'] as const).flatMap((kind) => {
      const everywhere = findings(ways, kind, kind);
      if (everywhere.length > 0) return everywhere;
      const nodes = [...new Set(ways.filter(({ to }) => to.kind === kind).flatMap(({ router }) => router ?? []))];
      return nodes.flatMap((node) => {
        const own = ways.filter(({ router }) => router === node);
        return findings(own, kind, kind === 'nodePort' ? `nodePort of node ${node}` : `ClusterIP from node ${node}`);
      });
    });
  },
};

function findings(ways: readonly Way[], kind: 'ClusterIP' | 'nodePort', door: string): Finding[] {
  const doors = ways.filter(({ to }) => to.kind === kind);
  return (['IPv6', 'IPv4'] as const).flatMap((family): Finding[] => {
    const over = (which: IPFamily) => doors.filter(({ to }) => familyOf(to.host) === which);
    const [failed, fine] = [shareOf(over(family)), shareOf(over(OTHER[family]))];
    if (!noneGood(failed) || !allGood(fine)) return [];
    const only = seen(
      `only ${family} fails at the ${door}: over ${family} ${shareText(failed)} answered, over ${OTHER[family]} ${shareText(fine)}`,
    );
    const direct = shareOf(directWays(ways, over(family)));
    const past = `past it pod IPs over ${family}`;
    if (allGood(direct))
      return [only, likely(`it is the Service's routing, not the pod network: ${past} answer (${shareText(direct)})`)];
    if (noneGood(direct))
      return [
        only,
        likely(
          `${family} is lost on the way to the pods and not by the Service: ${past} do not answer either (${shareText(direct)})`,
        ),
      ];
    return [only];
  });
}
