import type { Condition } from '../faults/fault.ts';
import { late, onSecondNode } from '../faults/on-second-node.ts';

export const oneNodeLateWithinBound: Condition = {
  what: 'one node programs every change 20 s late, which is within the bound',
  wraps: () => onSecondNode(late(20_000)),
};
