import type { Client, Cluster, Service, Target } from '../routing/cluster-model.ts';
import type { Door, Route, RouteFunction, Way } from '../routing/route.ts';
import type { ServiceMap } from '../routing/service-map.ts';
import type { Wrap, Wrappers } from '../wrappers.ts';

/** One way in which a cluster is unusual. */
export interface Condition {
  /** What is so, and what in real life makes it so. */
  readonly what: string;
  /** By what the cluster is made so; asked for once for each cluster, because it may remember. */
  wraps(): Wrappers;
  /** Requirements that it might mislead, which the tests ask besides their controls. */
  readonly concerns?: readonly string[];
}

/** One way in which a cluster is broken. */
export interface Fault extends Condition {
  /** Requirements that must fail because of it; all others that are not skipped must pass, but for those that can't tell. */
  readonly mustFail: readonly string[];
  /** Requirements that can't tell any more because of it. */
  readonly cannotTell?: readonly string[];
  /** Requirements that may pass, fail or be in doubt: chance decides. */
  readonly byChance?: readonly string[];
  /** What else fails or is in doubt depends on how many probes happen to be sent, and is not held to anything. */
  readonly othersMayFail?: true;
}

/** Routes as if the Services were others. */
export function withServices(change: (service: Service) => Service): Wrap<RouteFunction> {
  const changed = new WeakMap<Cluster, Cluster>();
  return (route) => (cluster, client, target) => {
    const other = changed.get(cluster) ?? { ...cluster, services: cluster.services.map(change) };
    changed.set(cluster, other);
    return route(other, client, target);
  };
}

/** Routes rightly, and hands over to other ways. */
export function withWays(
  change: (
    ways: readonly Way[],
    route: Extract<Route, { kind: 'answered' }>,
    cluster: Cluster,
    client: Client,
  ) => readonly Way[],
): Wrap<RouteFunction> {
  return (route) => (cluster, client, target) => {
    const routed = route(cluster, client, target);
    return routed.kind === 'answered' ? { ...routed, by: change(routed.by, routed, cluster, client) } : routed;
  };
}

/** Programs of each Service what is made of it, and of what was programmed of it before. */
export function remembering(change: (before: Service | undefined, service: Service) => Service): Wrap<ServiceMap> {
  let last = new Map<string, Service>();
  return (serviceMap) => (services, slices) => {
    const made = serviceMap(services, slices).map((service) => change(last.get(service.name), service));
    last = new Map(made.map((service) => [service.name, service]));
    return made;
  };
}

/** The node whose proxy a connection meets: the client's own for a ClusterIP, or else the one that is dialled. */
export function servingNode(
  { nodes, isServiceAddress }: Cluster,
  client: Client,
  { address }: Target,
): string | undefined {
  const isOwn = isServiceAddress(address) || address === '127.0.0.1' || address === '::1';
  if (isOwn) return client.kind === 'outside' ? undefined : client.node;
  return nodes.find(({ internalIP, gateway, overlay }) => [internalIP, gateway, overlay].includes(address))?.name;
}

/** The node that hands a connection on: the one whose proxy serves it, or else the client's own. */
export function handingNode(client: Client, door: Door | undefined): string | undefined {
  return door?.node ?? (client.kind === 'outside' ? undefined : client.node);
}

/** Where one node is to differ from the others, it is this one. */
export function isSecondNode({ nodes }: Cluster, name: string | undefined): boolean {
  return name !== undefined && nodes[1]?.name === name;
}

/** No pod has it. */
export const NOWHERE = '192.0.2.1';
