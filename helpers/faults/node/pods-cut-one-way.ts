import { onNodes } from '../breaks/nft-table.ts';
import { podRanges } from '../breaks/pod-ranges.ts';
import type { Fault } from '../fault.ts';

export const podsCutOneWay: Fault = {
  what: 'new connections from the pods of one node do not reach those of another, the other way they do',
  like: 'an overlay whose tunnel one side drops; a security group that names one direction',
  mustFail: ['CLUSTERIP-1', 'SOURCE-1', 'UDP-1'],
  wide: true,
  puts: async (ground) => {
    const [from, to] = await podRanges(ground);
    return onNodes([to.node], { passes: [`ip saddr ${from.range} ip daddr ${to.range} ct direction original drop`] });
  },
};
