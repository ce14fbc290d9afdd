import type { V1Service } from '@kubernetes/client-node';
import type { Backend } from '../expect/backend.ts';
import { type Places, placesOf } from '../expect/places.ts';
import { withSignal } from '../kube/client.ts';
import { kubeOf } from '../kube/kube-of.ts';
import type { RunContext } from '../run/context.ts';
import { BACKEND_PORT } from '../scene/backend-config.ts';
import { SERVICE_PORT, serviceOf } from '../scene/services.ts';
import { SHARED, sharedBackends, sharedNamespace } from '../scene/shared.ts';

export interface WatchStage extends AsyncDisposable {
  readonly places: Places;
  /** One on each of up to three nodes. */
  readonly backends: readonly Backend[];
  /** Over them, with nodePorts; its ports are named tcp and udp. */
  readonly service: V1Service;
}

/** What is watched: the shared backends, and a NodePort Service over them. Disposing of it ends the clients; the objects go with the run's. */
export async function watchStage(run: RunContext, signal: AbortSignal): Promise<WatchStage> {
  const { cluster } = run;
  await using undo = new AsyncDisposableStack();
  const kube = undo.use(kubeOf(cluster, 'watch'));
  const places = undo.use(await placesOf(run, kube));
  const { everywhere: backends } = await sharedBackends(kube, run);
  const namespace = sharedNamespace(cluster);
  const ports = (['TCP', 'UDP'] as const).map((protocol) => ({
    ...{ name: protocol.toLowerCase(), protocol, port: SERVICE_PORT, targetPort: BACKEND_PORT },
  }));
  const body = serviceOf({ name: 'watched', type: 'NodePort', selector: SHARED, ports }, namespace);
  const service = await kube.core.createNamespacedService({ namespace, body }, withSignal(signal));
  const held = undo.move();
  return { places, backends, service, [Symbol.asyncDispose]: () => held.disposeAsync() };
}
