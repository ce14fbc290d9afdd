import type { Fault } from './fault.ts';
import { late, onSecondNode } from './on-second-node.ts';

export const oneNodeLaterThanPreStop: Fault = {
  what: 'one node programs every change 20 s late: within the bound for changes, but old pods of a rolling update serve on for 15 s',
  mustFail: ['BACKENDS-6'],
  wraps: () => onSecondNode(late(20_000)),
};
