import type { Fault } from './fault.ts';
import { NOTHING_IN_TIME, onSecondNode, remembered } from './on-second-node.ts';

export const proxyStoppedOnOneNode: Fault = {
  what: 'the proxy of one node has stopped: nothing that came since is programmed there',
  ...NOTHING_IN_TIME,
  wraps: () => onSecondNode(remembered(() => [])),
};
