/** The ways to a Service: by its ClusterIP from inside, by its nodePort at every node from outside. */
import type { V1Service } from '@kubernetes/client-node';
import type { Client, Target } from '../probe/probe.ts';
import type { Stage } from './stage.ts';
import { clusterIP, nodePorts, type PortOf } from './targets.ts';

export interface Way {
  readonly client: Client;
  readonly target: Target;
  /** The node that routes it. */
  readonly node: string;
  /** Where the second control is asked from; by default the client itself. */
  readonly beside?: Client;
}

/** From a pod on each node to the ClusterIP. */
export function fromPods({ places }: Pick<Stage, 'places'>, service: V1Service, port?: PortOf): Way[] {
  return places.pods.map((client) => ({ client, target: clusterIP(service, port), node: client.node ?? '' }));
}

/** From a process on each node to the ClusterIP. */
export function fromNodes({ places }: Pick<Stage, 'places'>, service: V1Service): Way[] {
  return places.nodes.map((client) => ({ client, target: clusterIP(service), node: client.node ?? '' }));
}

/** From outside to the nodePort at each node; none where there is no place outside. */
export function fromOutside(
  { places, cluster }: Pick<Stage, 'places' | 'cluster'>,
  service: V1Service,
  port?: PortOf,
): Way[] {
  if (cluster.outside.kind === 'none') return [];
  return nodePorts(cluster, service, port).map((target) => {
    return { client: places.outside, target, node: target.node, beside: places.podOn(target.node) };
  });
}

/** The same place's way to another Service: its positive control. Throws where it has none. */
export function controlOf({ client, target }: Way, controls: readonly Way[]): Target {
  const control = controls.find((each) => each.client === client && each.target.kind === target.kind && isBeside(each));
  if (!control) throw new Error(`${client.name} has no control beside ${target.host}`);
  return control.target;

  function isBeside(each: Way): boolean {
    return target.kind !== 'nodePort' || each.target.host === target.host;
  }
}
