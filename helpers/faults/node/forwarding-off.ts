import { onNodes } from '../breaks/nft-table.ts';
import { podRanges } from '../breaks/pod-ranges.ts';
import type { Fault } from '../fault.ts';

/** By rules, since whatever makes a pod's network switches net.ipv4.ip_forward on again. */
export const forwardingOff: Fault = {
  what: 'one node forwards nothing',
  like: 'a firewall whose policy for what is forwarded is DROP (kubernetes/kubernetes#40182)',
  version: 2,
  mustFail: ['CLUSTERIP-1', 'SOURCE-1', 'UDP-1'],
  wide: true,
  puts: async (ground) => onNodes([(await podRanges(ground))[1].node], { passes: ['drop'] }),
};
