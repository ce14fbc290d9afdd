import type { Fault } from './fault.ts';
import { late, NOTHING_IN_TIME, onSecondNode } from './on-second-node.ts';

export const oneNodeMinuteLate: Fault = {
  what: 'one node programs every change 60 s late',
  ...NOTHING_IN_TIME,
  wraps: () => onSecondNode(late(60_000)),
};
