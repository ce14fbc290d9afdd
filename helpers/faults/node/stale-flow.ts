import { onNodes } from '../breaks/nft-table.ts';
import { PINS, pinned } from '../breaks/pinned.ts';
import type { Fault } from '../fault.ts';

export const staleFlow: Fault = {
  what: 'a UDP flow stays with the backend that it had, whatever becomes of it',
  like: 'kubernetes/kubernetes#125467',
  mustFail: ['UDP-3'],
  puts: (ground) => onNodes(ground.cluster.nodes, pinned(ground.cluster), { maps: PINS }),
};
