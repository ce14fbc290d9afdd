/** Backends that come to an end by themselves, as Jobs do: they are finished, and stay in the API with their address. */
import type { V1Service } from '@kubernetes/client-node';
import type { Backend } from '../expect/backend.ts';
import { errorText } from '../expect/error-text.ts';
import { apply } from '../kube/apply.ts';
import type { Kube } from '../kube/client.ts';
import { endpointSlices } from '../kube/endpoints.ts';
import { eventually, NotYet, WaitTimedOut } from '../kube/eventually.ts';
import { exec } from '../kube/exec.ts';
import { isReady } from '../kube/pod-state.ts';
import { type BackendOptions, backendPod } from './backend-pod.ts';
import { insideOf, podIs, podName } from './backends.ts';
import type { Stage } from './stage.ts';

type Place = Pick<Stage, 'kube' | 'namespace' | 'cluster'>;

/** What becomes of a pod whose one container has ended and is not started again. */
const FINISHED = { Succeeded: 0, Failed: 1 } as const;
export type Finished = keyof typeof FINISHED;

/** Makes a backend that will end in that phase, and waits until it is Ready. */
export async function finishingBackend(
  { kube, namespace, cluster }: Place,
  options: BackendOptions,
  phase: Finished,
  signal: AbortSignal,
): Promise<Backend> {
  const pod = await backendPod(options, namespace, cluster.images.nginx);
  const { spec } = pod;
  const [container] = spec?.containers ?? [];
  if (!spec || !container) throw new Error('a backend pod is to have a container');
  spec.restartPolicy = 'Never';
  container.command = ['sh', '-c', `"$@"; exit ${FINISHED[phase]}`, 'sh', ...(container.command ?? [])];
  await apply(kube, pod, { signal });
  const { status, spec: placed } = await podIs(kube, namespace, options.name, isReady, signal);
  return { name: `${namespace}/${options.name}`, address: status?.podIP ?? '', node: placed?.nodeName ?? '' };
}

/** Ends it, and waits until its phase says so. @throws Error if it does not, with why it may not have heard of it; {WaitTimedOut} */
export async function finish({ kube, namespace }: Place, backend: Backend, phase: Finished, signal: AbortSignal) {
  const command = ['nginx', '-c', '/tmp/nginx.conf', '-s', 'stop'];
  const place = insideOf(backend);
  // It may end before it has answered: the phase tells.
  const unanswered = await exec(kube, { ...place, command, repeatable: true, signal }).then(() => null, errorText);
  const isOver = podIs(kube, namespace, podName(backend), ({ status }) => status?.phase === phase, signal);
  await isOver.catch((error: unknown) => {
    if (unanswered === null) throw error;
    throw new Error(`${errorText(error)}; it was told to end, and then: ${unanswered}`, { cause: error });
  });
}

/** Ten times what the controller of EndpointSlices takes for a change that it hears of, in ms. */
const SLICES_FOLLOW_MS = 3_000;

/** Whether a Service whose pods have all finished still lists one after SLICES_FOLLOW_MS. */
export async function stillListed(kube: Kube, { metadata }: V1Service, signal: AbortSignal): Promise<boolean> {
  const { namespace = '', name = '' } = metadata ?? {};
  const look = async (stop: AbortSignal) => {
    const { length } = await endpointSlices(kube, namespace, name, stop);
    if (length > 0) throw new NotYet(`${length} endpoints`);
  };
  const wait = eventually(`no endpoint of ${namespace}/${name}`, look, { within: SLICES_FOLLOW_MS, signal });
  return wait.then(
    () => false,
    (error: unknown) => {
      if (error instanceof WaitTimedOut) return true;
      throw error;
    },
  );
}
