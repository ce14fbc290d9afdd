import type { V1Pod, V1Service } from '@kubernetes/client-node';
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
  const reconcile = coalesced(() => {
    const pods = Map.groupBy(store.list(PODS), ({ metadata }) => metadata.namespace);
    const wanted = store.list(SERVICES).flatMap((service) => {
      const own = pods.get(service.metadata.namespace) ?? [];
      return slicesOf(service as unknown as V1Service, own as unknown as V1Pod[], zoneOf);
    });
    const names = new Set(wanted.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
    for (const slice of wanted) {
      const { namespace, name } = slice.metadata;
      if (store.find(ENDPOINT_SLICES, namespace, name)) store.update(ENDPOINT_SLICES, slice);
      else store.create(ENDPOINT_SLICES, slice);
    }
    for (const slice of store.list(ENDPOINT_SLICES)) {
      const { namespace, name, labels } = slice.metadata;
      const isOurs = labels?.['endpointslice.kubernetes.io/managed-by'] === MANAGED_BY;
      if (isOurs && !names.has(`${namespace}/${name}`)) store.remove(ENDPOINT_SLICES, slice);
    }
  });
  store.onChange(({ kind }) => {
    if (kind === SERVICES || kind === PODS) reconcile();
  });
}
