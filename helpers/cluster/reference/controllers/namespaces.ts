import { type ApiObject, timestamp } from '../api/api-object.ts';
import { KINDS, NAMESPACES, PODS, SERVICE_ACCOUNTS } from '../api/kinds.ts';
import type { Store } from '../api/store.ts';
import { coalesced } from './coalesced.ts';
import type { Kubelet } from './kubelet.ts';

/** Gives a new namespace its ServiceAccount, and removes one that is deleted when all that was in it is gone. */
export class Namespaces {
  readonly #store: Store;
  readonly #kubelet: Kubelet;

  constructor(store: Store, kubelet: Kubelet) {
    this.#store = store;
    this.#kubelet = kubelet;
    const finish = coalesced(() => this.#finish());
    store.onChange(({ kind, before, after }) => {
      if (kind === NAMESPACES && !before && after) setImmediate(() => this.#populate(after.metadata.name));
      if (kind === NAMESPACES || (kind === PODS && !after)) finish();
    });
  }

  prepare(object: ApiObject, before: ApiObject | undefined): ApiObject {
    return { ...object, spec: { finalizers: ['kubernetes'] }, status: before?.status ?? { phase: 'Active' } };
  }

  remove(object: ApiObject): void {
    if (object.metadata.deletionTimestamp) return;
    this.#store.change(NAMESPACES, object, (present) => ({
      ...present,
      metadata: { ...present.metadata, deletionTimestamp: timestamp() },
      status: { phase: 'Terminating' },
    }));
  }

  #populate(namespace: string): void {
    if (!this.#store.find(NAMESPACES, undefined, namespace)) return;
    const metadata = { namespace, name: 'default' };
    this.#store.create(SERVICE_ACCOUNTS, { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  }

  #finish(): void {
    for (const namespace of this.#store.list(NAMESPACES)) {
      if (!namespace.metadata.deletionTimestamp) continue;
      const { name } = namespace.metadata;
      for (const kind of KINDS.filter((each) => each.namespaced && each !== PODS)) {
        for (const object of this.#store.list(kind, name)) this.#store.remove(kind, object);
      }
      for (const pod of this.#store.list(PODS, name)) this.#kubelet.remove(pod, undefined);
      if (this.#store.list(PODS, name).length === 0) this.#store.remove(NAMESPACES, namespace);
    }
  }
}
