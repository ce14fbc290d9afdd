import type { Cluster, Service } from '../routing/cluster-model.ts';
import type { Route, RouteFunction, Way } from '../routing/route.ts';
import type { Wrap, Wrappers } from '../wrappers.ts';

/** One way in which a cluster is unusual. */
export interface Condition {
  /** What is so, and what in real life makes it so. */
  readonly what: string;
  /** By what the cluster is made so; asked for once for each cluster, because it may remember. */
  wraps(): Wrappers;
}

/** One way in which a cluster is broken. */
export interface Fault extends Condition {
  /** Requirements that must fail because of it; all others that are not skipped must pass, but for those that can't tell. */
  readonly mustFail: readonly string[];
  /** Requirements that can't tell any more because of it. */
  readonly cannotTell?: readonly string[];
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
  change: (ways: readonly Way[], route: Extract<Route, { kind: 'answered' }>) => readonly Way[],
): Wrap<RouteFunction> {
  return (route) => (cluster, client, target) => {
    const routed = route(cluster, client, target);
    return routed.kind === 'answered' ? { ...routed, by: change(routed.by, routed) } : routed;
  };
}
