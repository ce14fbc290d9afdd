import type { V1Pod, V1Service } from '@kubernetes/client-node';
import type { ApiObject } from '../api/api-object.ts';
import { ENDPOINT_SLICES, PODS, SERVICES } from '../api/kinds.ts';
import type { Store } from '../api/store.ts';
import { coalesced } from './coalesced.ts';
import { MANAGED_BY, type SlicesOf } from './service-slices.ts';

/** Keeps the EndpointSlices of Services that have a selector; those that were written by hand are left alone. */
export function keepEndpointSlices(
  store: Store,
  zoneOf: (node: string) => string | undefined,
  slicesOf: SlicesOf,
): void {
  const made = new Map<string, Made>();
  const slicesFor = (service: ApiObject, pods: readonly ApiObject[]) => {
    const key = nameOf(service);
    const last = made.get(key);
    // What is stored is never changed in place, so that the same objects say the same.
    if (last?.service === service && isSame(last.pods, pods)) return last.slices;
    const slices = slicesOf(service as unknown as V1Service, pods as unknown as V1Pod[], zoneOf);
    made.set(key, { service, pods, slices });
    for (const slice of slices) {
      const { namespace, name } = slice.metadata;
      if (store.find(ENDPOINT_SLICES, namespace, name)) store.update(ENDPOINT_SLICES, slice);
      else store.create(ENDPOINT_SLICES, slice);
    }
    return slices;
  };
  const reconcile = coalesced(() => {
    const pods = Map.groupBy(store.list(PODS), ({ metadata }) => metadata.namespace);
    const services = store.list(SERVICES);
    const wanted = services.flatMap((service) => slicesFor(service, pods.get(service.metadata.namespace) ?? []));
    const names = new Set(wanted.map(nameOf));
    for (const slice of store.list(ENDPOINT_SLICES)) {
      const isOurs = slice.metadata.labels?.['endpointslice.kubernetes.io/managed-by'] === MANAGED_BY;
      if (isOurs && !names.has(nameOf(slice))) store.remove(ENDPOINT_SLICES, slice);
    }
    const present = new Set(services.map(nameOf));
    for (const name of made.keys()) if (!present.has(name)) made.delete(name);
  });
  store.onChange(({ kind }) => {
    if (kind === SERVICES || kind === PODS) reconcile();
  });
}

/** What was made of a Service and the pods around it. */
interface Made {
  readonly service: ApiObject;
  readonly pods: readonly ApiObject[];
  readonly slices: readonly ApiObject[];
}

function isSame(some: readonly ApiObject[], others: readonly ApiObject[]): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index]);
}

function nameOf({ metadata }: ApiObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}
