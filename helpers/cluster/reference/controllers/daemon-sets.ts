import type { V1DaemonSetSpec } from '@kubernetes/client-node';
import type { ApiObject } from '../api/api-object.ts';
import { DAEMON_SETS, PODS } from '../api/kinds.ts';
import type { Store } from '../api/store.ts';
import { coalesced } from './coalesced.ts';
import type { Kubelet } from './kubelet.ts';
import { createOwnedPod, ownedPods } from './owned-pods.ts';

/** Keeps a pod of each DaemonSet on every node. */
export class DaemonSets {
  readonly #store: Store;
  readonly #kubelet: Kubelet;
  readonly #nodes: readonly string[];

  constructor(store: Store, kubelet: Kubelet, nodes: readonly string[]) {
    this.#store = store;
    this.#kubelet = kubelet;
    this.#nodes = nodes;
    const reconcile = coalesced(() => {
      for (const daemonSet of store.list(DAEMON_SETS)) this.#reconcile(daemonSet);
    });
    store.onChange(({ kind }) => {
      if (kind === DAEMON_SETS || kind === PODS) reconcile();
    });
  }

  remove(object: ApiObject): void {
    const { template } = object.spec as V1DaemonSetSpec;
    for (const { pod } of ownedPods(this.#store, object, template)) this.#kubelet.remove(pod, undefined);
    this.#store.remove(DAEMON_SETS, object);
  }

  #reconcile(daemonSet: ApiObject): void {
    const { template } = daemonSet.spec as V1DaemonSetSpec;
    const pods = ownedPods(this.#store, daemonSet, template);
    for (const node of this.#nodes) {
      if (!pods.some((each) => each.node === node)) createOwnedPod(this.#store, daemonSet, template, node);
    }
    const now = ownedPods(this.#store, daemonSet, template);
    const ready = now.filter((each) => each.ready).length;
    this.#store.change(DAEMON_SETS, daemonSet, (present) => ({
      ...present,
      status: {
        ...{ observedGeneration: daemonSet.metadata.generation, desiredNumberScheduled: this.#nodes.length },
        ...{ currentNumberScheduled: now.length, numberReady: ready, numberAvailable: ready, numberMisscheduled: 0 },
        updatedNumberScheduled: now.filter((each) => each.isCurrent).length,
      },
    }));
  }
}
