/** Runs the pods of all nodes: places them, starts them, tells whether they are Ready, and ends them in their grace period. */
import type { V1Container, V1Pod, V1Service } from '@kubernetes/client-node';
import type { ClusterAddresses } from '../addresses.ts';
import { type ApiObject, timestamp } from '../api/api-object.ts';
import { CONFIG_MAPS, PODS, SERVICES } from '../api/kinds.ts';
import type { Store } from '../api/store.ts';
import { environmentOf, READY_FILE, runContainer } from '../pods/container.ts';
import { PodProcess } from '../pods/pod-process.ts';
import type { ServiceVariables } from '../pods/service-links.ts';
import { endedStatus, podStatus } from './pod-status.ts';
import { nodeFor } from './scheduler.ts';

/** From a pod's creation until its containers run, in ms. */
const START_MS = 50;

const GRACE_SECONDS = 30;

export class Kubelet implements Disposable {
  /** Pods that run, by uid. */
  readonly processes = new Map<string, PodProcess>();
  /** Those whose container has ended for good, as long as the pod is there: their log can still be read. */
  readonly #ended = new Map<string, PodProcess>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #store: Store;
  readonly #addresses: ClusterAddresses;
  readonly #serviceVariables: ServiceVariables;

  constructor(store: Store, addresses: ClusterAddresses, serviceVariables: ServiceVariables) {
    this.#store = store;
    this.#addresses = addresses;
    this.#serviceVariables = serviceVariables;
    store.onChange(({ kind, before, after }) => {
      if (kind !== PODS) return;
      // Once everybody was told of the pod, and of those before it where they are: they count when it is placed.
      if (!before && after) this.#after(0, () => this.#place(after));
      if (before && !after) this.#forget(before);
    });
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** The process of a pod by its name; undefined while it does not run. */
  find(namespace: string, name: string): PodProcess | undefined {
    return this.processes.get(this.#uidOf(namespace, name));
  }

  /** The same, if its container has ended too. */
  findEnded(namespace: string, name: string): PodProcess | undefined {
    return this.find(namespace, name) ?? this.#ended.get(this.#uidOf(namespace, name));
  }

  /** Begins to end a pod: its preStop hook, then its container, then it is gone. */
  remove(pod: ApiObject, stated: number | undefined): void {
    const { terminationGracePeriodSeconds } = Object(pod.spec) as { terminationGracePeriodSeconds?: number };
    const grace = stated ?? terminationGracePeriodSeconds ?? GRACE_SECONDS;
    const process = this.processes.get(pod.metadata.uid ?? '');
    if (grace === 0 || !process) {
      this.#store.remove(PODS, pod);
      return;
    }
    if (pod.metadata.deletionTimestamp) return;
    const deletionTimestamp = timestamp(Date.now() + grace * 1_000);
    this.#store.change(PODS, pod, (present) => ({
      ...present,
      metadata: { ...present.metadata, deletionTimestamp, deletionGracePeriodSeconds: grace },
    }));
    const last = this.#after(grace * 1_000, () => this.#store.remove(PODS, pod));
    const stop = () => {
      if (!process.running.heedsTerm) return; // it is killed when the time is over
      clearTimeout(last);
      this.#store.remove(PODS, pod);
    };
    const hook = Math.min(preStopSeconds(pod), grace) * 1_000;
    const ended = this.#after(hook, stop);
    process.onHookEnd = () => {
      clearTimeout(ended);
      stop();
    };
  }

  #place(pod: ApiObject): void {
    const stated = (pod as unknown as V1Pod).spec?.nodeName;
    const others = this.#store.list(PODS) as unknown as V1Pod[];
    const nodes = this.#addresses.nodes.map(({ name }) => name);
    const nodeName = stated ?? nodeFor(pod as unknown as V1Pod, nodes, others);
    if (nodeName === undefined) {
      const message = `0/${nodes.length} nodes are available: no node matches its affinity`;
      const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
      this.#setStatus(pod, () => ({ phase: 'Pending', conditions: [condition] }));
      return;
    }
    const bound = this.#store.change(PODS, pod, (present) => ({
      ...present,
      spec: { ...Object(present.spec), nodeName },
    }));
    if (bound) this.#after(START_MS, () => this.#start(bound, nodeName));
  }

  #start(bound: ApiObject, nodeName: string): void {
    const placed = this.#store.find(PODS, bound.metadata.namespace ?? '', bound.metadata.name ?? '');
    if (!placed || placed.metadata.uid !== bound.metadata.uid) return; // it was deleted meanwhile
    const { spec, metadata } = placed as unknown as V1Pod;
    const [container] = spec?.containers ?? [];
    if (!container) return;
    const hostNetwork = spec?.hostNetwork ?? false;
    const { namespace = '', name = '', uid = '' } = metadata ?? {};
    const address = hostNetwork
      ? this.#addresses.nodeNamed(nodeName).internalIP
      : this.#addresses.takePodAddress(nodeName);
    const running = runContainer(placed as unknown as V1Pod, container, (map, file) =>
      this.#configOf(namespace, map, file),
    );
    const place = { namespace, name, uid, node: nodeName, address, hostNetwork };
    const resolver = this.#addresses.resolvConf(
      namespace,
      hostNetwork && spec?.dnsPolicy !== 'ClusterFirstWithHostNet',
    );
    const process = new PodProcess(place, running, this.#environment(placed as unknown as V1Pod, container), resolver);
    this.processes.set(uid, process);
    process.onStop = () => this.#end(placed, process);
    this.#probe(placed, process, container);
    const period = (container.readinessProbe?.periodSeconds ?? 10) * 1_000;
    if (!container.readinessProbe) return;
    let wasReady = isReadyNow(process);
    const again = () => {
      if (this.processes.get(uid) !== process) return;
      if (isReadyNow(process) !== wasReady) this.#probe(placed, process, container);
      wasReady = isReadyNow(process);
      this.#after(period, again);
    };
    this.#after(period, again);
  }

  #probe(pod: ApiObject, process: PodProcess, { readinessProbe }: V1Container): void {
    const ready = readinessProbe === undefined || isReadyNow(process);
    const { address, node } = process;
    const { internalIP } = this.#addresses.nodeNamed(node);
    this.#setStatus(pod, (present) => podStatus(present, ready, address, internalIP));
  }

  /** Its container has ended, and is not started again. */
  #end(pod: ApiObject, process: PodProcess): void {
    this.processes.delete(process.place.uid);
    this.#ended.set(process.place.uid, process);
    this.#setStatus(pod, (present) => endedStatus(present, process.running.exitCode));
  }

  #forget({ metadata, spec, status }: ApiObject): void {
    this.processes.delete(metadata.uid ?? '');
    this.#ended.delete(metadata.uid ?? '');
    const { podIP, nodeName, hostNetwork } = { ...Object(spec), ...Object(status) };
    if (podIP && !hostNetwork) this.#addresses.freePodAddress(nodeName, podIP);
  }

  #after(ms: number, work: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }

  #uidOf(namespace: string, name: string): string {
    return this.#store.find(PODS, namespace, name)?.metadata.uid ?? '';
  }

  #setStatus(pod: ApiObject, status: (present: ApiObject) => object): void {
    this.#store.change(PODS, pod, (present) => ({ ...present, status: status(present) }));
  }

  #configOf(namespace: string, map: string, file: string): string {
    const { data } = Object(this.#store.find(CONFIG_MAPS, namespace, map)) as { data?: Record<string, string> };
    return data?.[file] ?? '';
  }

  #environment(pod: V1Pod, container: V1Container): Record<string, string> {
    const { namespace = '' } = pod.metadata ?? {};
    const services = this.#store.list(SERVICES) as unknown as V1Service[];
    const links = pod.spec?.enableServiceLinks ?? true;
    const told = services.filter(({ metadata }) => {
      const isOwn = metadata?.namespace === 'default' && metadata.name === 'kubernetes';
      return isOwn || (links && metadata?.namespace === namespace);
    });
    return { ...this.#serviceVariables(told), ...environmentOf(pod, container) };
  }
}

function isReadyNow({ running }: PodProcess): boolean {
  return running.files.has(READY_FILE);
}

/** The one kind of hook that the suite states. */
function preStopSeconds(pod: ApiObject): number {
  const [container] = (pod as unknown as V1Pod).spec?.containers ?? [];
  const [program, seconds] = container?.lifecycle?.preStop?.exec?.command ?? [];
  return program === 'sleep' ? Number(seconds) : 0;
}
