import type { V1DeploymentSpec } from '@kubernetes/client-node';
import type { ApiObject } from '../api/api-object.ts';
import { DEPLOYMENTS, PODS } from '../api/kinds.ts';
import type { Store } from '../api/store.ts';
import { coalesced } from './coalesced.ts';
import type { Kubelet } from './kubelet.ts';
import { createOwnedPod, type OwnedPod, ownedPods } from './owned-pods.ts';

/** Keeps each Deployment at its replicas; pods of an older template are replaced one by one, none before its successor is Ready. */
export class Deployments {
  readonly #store: Store;
  readonly #kubelet: Kubelet;

  constructor(store: Store, kubelet: Kubelet) {
    this.#store = store;
    this.#kubelet = kubelet;
    const reconcile = coalesced(() => {
      for (const deployment of store.list(DEPLOYMENTS)) this.#reconcile(deployment);
    });
    store.onChange(({ kind }) => {
      if (kind === DEPLOYMENTS || kind === PODS) reconcile();
    });
  }

  prepare(object: ApiObject, before: ApiObject | undefined): ApiObject {
    const spec = { replicas: 1, ...Object(object.spec) };
    return { ...object, spec, status: before?.status ?? {} };
  }

  remove(object: ApiObject): void {
    const { template } = object.spec as V1DeploymentSpec;
    for (const { pod } of ownedPods(this.#store, object, template)) this.#kubelet.remove(pod, undefined);
    this.#store.remove(DEPLOYMENTS, object);
  }

  #reconcile(deployment: ApiObject): void {
    const { template, replicas = 1 } = deployment.spec as V1DeploymentSpec;
    const pods = ownedPods(this.#store, deployment, template);
    const [current, old] = [pods.filter((each) => each.isCurrent), pods.filter((each) => !each.isCurrent)];
    const surge = old.length > 0 ? 1 : 0;
    const missing = Math.min(replicas - current.length, replicas + surge - pods.length);
    for (let made = 0; made < missing; made += 1) createOwnedPod(this.#store, deployment, template);
    const surplus = current.length > replicas ? unreadyFirst(current).slice(0, current.length - replicas) : [];
    const ready = pods.filter((each) => each.ready).length;
    const superseded = unreadyFirst(old).slice(0, Math.max(0, ready - replicas));
    for (const { pod } of [...surplus, ...superseded]) this.#kubelet.remove(pod, undefined);
    this.#tell(deployment, template);
  }

  #tell(deployment: ApiObject, template: V1DeploymentSpec['template']): void {
    const pods = ownedPods(this.#store, deployment, template);
    const ready = pods.filter((each) => each.ready).length;
    this.#store.change(DEPLOYMENTS, deployment, (present) => ({
      ...present,
      status: {
        ...{ observedGeneration: deployment.metadata.generation, replicas: pods.length },
        ...{ updatedReplicas: pods.filter((each) => each.isCurrent).length },
        ...{ readyReplicas: ready, availableReplicas: ready, unavailableReplicas: pods.length - ready },
      },
    }));
  }
}

function unreadyFirst(pods: readonly OwnedPod[]): OwnedPod[] {
  return pods.toSorted((a, b) => Number(a.ready) - Number(b.ready));
}
