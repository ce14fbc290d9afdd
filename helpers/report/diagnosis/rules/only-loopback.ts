import { possible, type Rule, seen } from '../rule.ts';
import { allGood, noneGood, shareOf } from '../shares.ts';
import { waysOf } from '../ways.ts';
import { isLoopback, listed, shareText } from '../words.ts';

/** NodePorts that nobody gets through to on loopback, where they are open at the node's other addresses. */
export const onlyLoopback: Rule = {
  about: 'nodePorts fail on loopback only',
  needs:
    "a node whose own processes get no answer from a nodePort on loopback, and all of them at the node's other addresses",
  says: (facts) => {
    const ways = waysOf(facts).filter(
      ({ from, to, wanted }) => from.kind === 'node' && to.kind === 'nodePort' && wanted === 'answer',
    );
    const shares = [...new Set(ways.flatMap(({ from }) => from.node ?? []))].flatMap((node) => {
      const own = ways.filter(({ from }) => from.node === node);
      const loopback = shareOf(own.filter(({ to }) => isLoopback(to.host)));
      const others = shareOf(own.filter(({ to }) => !isLoopback(to.host)));
      return noneGood(loopback) && allGood(others) ? [{ node, loopback, others }] : [];
    });
    if (shares.length === 0) return [];
    const nodes = listed(shares.map(({ node }) => node));
    const loopback = shareText(shareOf(shares.map((each) => each.loopback)));
    const others = shareText(shareOf(shares.map((each) => each.others)));
    return [
      seen(`on node ${nodes} nodePorts do not answer on loopback (${loopback}), and do at other addresses (${others})`),
      possible('a packet filter on loopback, route_localnet switched off, or --iptables-localhost-nodeports=false'),
    ];
  },
};
