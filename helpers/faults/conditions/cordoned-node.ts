import { cordonNode } from '../../scene/node-changes.ts';
import { lastNode } from '../breaks/words.ts';
import type { Condition } from '../fault.ts';

export const cordonedNode: Condition = {
  what: 'a node is cordoned',
  why: 'it takes no new pods, and serves on',
  concerns: [],
  puts: ({ cluster, kube }) => cordonNode(kube, lastNode(cluster).name),
};
