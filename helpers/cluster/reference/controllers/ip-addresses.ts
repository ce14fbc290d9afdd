import type { V1Service } from '@kubernetes/client-node';
import { IP_ADDRESSES, SERVICES } from '../api/kinds.ts';
import type { Store } from '../api/store.ts';

/** Each ClusterIP has an IPAddress object that names its Service, and goes with it (KEP-1880). */
export function keepIPAddresses(store: Store): void {
  store.onChange(({ kind, before, after }) => {
    if (kind !== SERVICES) return;
    const [old, now] = [addressOf(before), addressOf(after)];
    const gone = old !== now && old !== undefined && store.find(IP_ADDRESSES, undefined, old);
    if (gone) store.remove(IP_ADDRESSES, gone);
    if (now === undefined || store.find(IP_ADDRESSES, undefined, now)) return;
    const { namespace, name } = after?.metadata ?? { name: '' };
    const parentRef = { group: '', resource: 'services', namespace, name };
    const object = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IPAddress',
      metadata: { name: now },
      spec: { parentRef },
    };
    store.create(IP_ADDRESSES, object);
  });
}

function addressOf(service: unknown): string | undefined {
  const { spec } = Object(service) as V1Service;
  return spec?.clusterIP && spec.clusterIP !== 'None' ? spec.clusterIP : undefined;
}
