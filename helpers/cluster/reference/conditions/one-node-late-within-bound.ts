import type { Condition } from '../faults/fault.ts';
import { late, onSecondNode } from '../faults/on-second-node.ts';

export const oneNodeLateWithinBound: Condition = {
  what: 'one node programs every change 12 s late, which is within every bound',
  wraps: () => onSecondNode(late(12_000)),
};
