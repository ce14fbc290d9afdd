import { podRanges } from '../breaks/pod-ranges.ts';
import { setting } from '../breaks/setting.ts';
import type { Fault } from '../fault.ts';

export const forwardingOff: Fault = {
  what: 'one node forwards nothing',
  like: 'a host setting that switches net.ipv4.ip_forward off again',
  mustFail: ['CLUSTERIP-1', 'SOURCE-1', 'UDP-1'],
  wide: true,
  puts: async (ground) => setting((await podRanges(ground))[1].node, 'net/ipv4/ip_forward', '0'),
};
