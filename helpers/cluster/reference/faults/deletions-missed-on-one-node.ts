import type { Fault } from './fault.ts';
import { onSecondNode, remembered } from './on-second-node.ts';

export const deletionsMissedOnOneNode: Fault = {
  what: 'one node keeps the rules of Services that were deleted, after those of new ones',
  mustFail: ['API-4', 'ARTICLE-11', 'BACKENDS-5', 'CLUSTERIP-6', 'NODEPORT-5', 'PROXY-4', 'SCALE-1'],
  wraps: () =>
    onSecondNode(
      remembered((before, right) => [
        ...right,
        ...before.filter(({ name }) => !right.some((each) => each.name === name)),
      ]),
    ),
};
