/** All that is unusual and accuses nobody, by name. */
import { announcedRange } from './conditions/announced-range.ts';
import { busyMachine } from './conditions/busy-machine.ts';
import { churn } from './conditions/churn.ts';
import { cordonedNode } from './conditions/cordoned-node.ts';
import { failedPod } from './conditions/failed-pod.ts';
import { fewPacketsLost } from './conditions/few-packets-lost.ts';
import { foreignRules } from './conditions/foreign-rules.ts';
import { icmpErrorsRare } from './conditions/icmp-errors-rare.ts';
import { manyServices } from './conditions/many-services.ts';
import { proxyLate } from './conditions/proxy-late.ts';
import { proxyPauses } from './conditions/proxy-pauses.ts';
import { slowNode } from './conditions/slow-node.ts';
import { strangerOnPort80 } from './conditions/stranger-on-port-80.ts';
import type { Condition } from './fault.ts';

export const CONDITIONS: Readonly<Record<string, Condition>> = {
  'stranger-on-port-80': strangerOnPort80,
  'announced-range': announcedRange,
  'slow-node': slowNode,
  'busy-machine': busyMachine,
  'proxy-pauses': proxyPauses,
  'icmp-errors-rare': icmpErrorsRare,
  'proxy-late': proxyLate,
  'few-packets-lost': fewPacketsLost,
  'cordoned-node': cordonedNode,
  'failed-pod': failedPod,
  'many-services': manyServices,
  'foreign-rules': foreignRules,
  churn: churn,
};
