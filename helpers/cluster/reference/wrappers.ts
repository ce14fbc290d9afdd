/** What a fault of the reference cluster takes hold of: the functions that the cluster is made of. */
import type { PrepareService } from './api/service-strategy.ts';
import type { SlicesOf } from './controllers/service-slices.ts';
import type { FindName } from './names/names.ts';
import type { ServiceVariables } from './pods/service-links.ts';
import type { Choose } from './routing/affinity.ts';
import type { Stays } from './routing/conntrack.ts';
import type { RouteFunction } from './routing/route.ts';
import type { ServiceMap } from './routing/service-map.ts';
import type { LocalReadyAddresses } from './routing/topology.ts';

interface Parts {
  /** Where a new connection leads. */
  readonly route: RouteFunction;
  /** Which backend it takes, of those it may be handed to. */
  readonly choose: Choose;
  /** Whether a flow stays with its backend. */
  readonly stays: Stays;
  /** What a proxy makes of the API's objects. */
  readonly serviceMap: ServiceMap;
  /** What a health check node port says. */
  readonly localReady: LocalReadyAddresses;
  /** What the API server makes of a Service that is created or changed. */
  readonly prepareService: PrepareService;
  /** What the endpoint slice controller makes of a Service and its pods. */
  readonly slicesOf: SlicesOf;
  readonly findName: FindName;
  /** By which variables a container is told of Services. */
  readonly serviceVariables: ServiceVariables;
}

export type Wrap<Part> = (right: Part) => Part;

export type Wrappers = { readonly [Part in keyof Parts]?: Wrap<Parts[Part]> };

/** The right function, or what a fault makes of it. */
export function wrapped<Part extends keyof Parts>(wrappers: Wrappers, part: Part, right: Parts[Part]): Parts[Part] {
  const wrap: Wrap<Parts[Part]> | undefined = wrappers[part];
  return wrap ? wrap(right) : right;
}
