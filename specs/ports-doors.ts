/** Where the ports of a Service are asked, and how one that is closed ends. */
import type { V1Service } from '@kubernetes/client-node';
import { CLOSED, type NegativeRule } from '../helpers/expect/negative-rule.ts';
import { undeclaredPort } from '../helpers/expect/proxy-rules.ts';
import { clusterIPDoors, type Door, nextNodeDoors } from '../helpers/scene/doors.ts';
import type { Stage } from '../helpers/scene/stage.ts';

/** From a pod on each node, and through the nodePort of each node. */
export function doorsOf(stage: Stage, service: V1Service, port?: string): Door[] {
  return [...clusterIPDoors(stage, service, port), ...nextNodeDoors(stage, service, port)];
}

/** A port that the Service no longer declares. */
export function closedAt({ cluster }: Stage, { target }: Door): NegativeRule {
  return target.kind === 'ClusterIP' ? undeclaredPort(cluster.proxyMode) : CLOSED;
}
