/** Every way into a Service that a spec asks at once: its ClusterIP from each node, and its nodePort on each node. */
import type { V1Service } from '@kubernetes/client-node';
import type { Client, Target } from '../probe/probe.ts';
import { fromNextNode } from './next-node.ts';
import type { Stage } from './stage.ts';
import { clusterIP, nodePorts, type PortOf } from './targets.ts';

export interface Door {
  readonly client: Client;
  readonly target: Target;
  /** Where pod IPs are asked from if something is wrong. */
  readonly beside?: Client;
}

type Where = Pick<Stage, 'cluster' | 'places'>;

/** The ClusterIP from a pod on each node. */
export function clusterIPDoors({ places }: Where, service: V1Service, port?: PortOf): Door[] {
  return places.pods.map((client) => ({ client, target: clusterIP(service, port) }));
}

/** The nodePort on each node, asked by a pod on the next one; on the same where there is but one. */
export function nextNodeDoors({ cluster, places }: Where, service: V1Service, port?: PortOf): Door[] {
  return fromNextNode(cluster, places.pods, service, port);
}

/** The nodePort on each node, asked from outside; none where there is no place outside. */
export function outsideDoors({ cluster, places }: Where, service: V1Service, port?: PortOf): Door[] {
  if (cluster.outside.kind === 'none') return [];
  return nodePorts(cluster, service, port).map((target) => ({
    ...{ client: places.outside, target, beside: places.podOn(target.node) },
  }));
}

/** Gives each closed door the open one at the same place as its control. */
export function besideOpen(closed: readonly Door[], open: readonly Door[]): (Door & { readonly control: Target })[] {
  return closed.map((door, index) => {
    const control = open[index];
    if (!control || control.client !== door.client) throw new Error('a closed door without an open one beside it');
    return { ...door, control: control.target };
  });
}
