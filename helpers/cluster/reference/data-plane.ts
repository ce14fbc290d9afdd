/** The cluster as the data plane of its nodes sees it: pods at once, Services and EndpointSlices when they are programmed. */
import type { V1EndpointSlice, V1Service } from '@kubernetes/client-node';
import type { ClusterAddresses } from './addresses.ts';
import { ENDPOINT_SLICES, PODS, SERVICES } from './api/kinds.ts';
import type { Store } from './api/store.ts';
import type { Kubelet } from './controllers/kubelet.ts';
import type { Cluster, Mode, Service } from './routing/cluster-model.ts';
import type { ServiceMap } from './routing/service-map.ts';

export interface DataPlaneParts {
  readonly store: Store;
  readonly kubelet: Kubelet;
  readonly addresses: ClusterAddresses;
  readonly mode: Mode;
  /** From a change in the API until every node follows, in ms; changes that come meanwhile are taken along. */
  readonly programmedAfterMs: number;
  readonly serviceMap: ServiceMap;
}

export class DataPlane {
  readonly #parts: DataPlaneParts;
  readonly #listeners: (() => void)[] = [];
  #services: readonly Service[] | undefined;
  #model: Cluster | undefined;
  #due = false;

  constructor(parts: DataPlaneParts) {
    this.#parts = parts;
    parts.store.onChange(({ kind }) => {
      if (kind === SERVICES || kind === ENDPOINT_SLICES) this.#program();
      if (kind === PODS) this.#changed();
    });
  }

  /** Calls the listener when what a node sees has changed. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  get model(): Cluster {
    const { addresses, kubelet, mode } = this.#parts;
    this.#services ??= this.#programmed();
    const pods = [...kubelet.processes.values()].filter(({ place }) => !place.hostNetwork);
    this.#model ??= {
      ...{ mode, nodes: addresses.nodes, services: this.#services },
      pods: new Map(pods.map((pod) => [pod.address, pod])),
      isServiceAddress: (address) => addresses.services.holds(address),
    };
    return this.#model;
  }

  #program(): void {
    if (this.#due) return;
    const { programmedAfterMs } = this.#parts;
    const now = () => {
      this.#due = false;
      this.#services = this.#programmed();
      this.#changed();
    };
    if (programmedAfterMs === 0) {
      now();
      return;
    }
    void this.model; // what nodes see until then
    this.#due = true;
    setTimeout(now, programmedAfterMs).unref();
  }

  #programmed(): Service[] {
    const { store, mode, serviceMap } = this.#parts;
    if (mode === 'none') return [];
    const slices = store.list(ENDPOINT_SLICES) as unknown as V1EndpointSlice[];
    return serviceMap(store.list(SERVICES) as unknown as V1Service[], slices);
  }

  #changed(): void {
    this.#model = undefined;
    for (const listener of this.#listeners) listener();
  }
}
