/** Pods whose environment tells of the Services that there were when they started; other backends are made without. */
import { apply } from '../kube/apply.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import type { ExecPlace } from '../kube/exec-broken.ts';
import { isReady } from '../kube/pod-state.ts';
import { BACKEND_CONTAINER, backendPod } from './backend-pod.ts';
import { podIs } from './backends.ts';
import type { Stage } from './stage.ts';

/** Makes a pod with `enableServiceLinks` as said, and waits until it is Ready. */
export async function linkedPod(
  { kube, namespace, cluster }: Stage,
  name: string,
  enableServiceLinks: boolean,
  signal: AbortSignal,
): Promise<ExecPlace> {
  const pod = await backendPod({ name, labels: { app: name } }, namespace, cluster.images.nginx);
  if (pod.spec) pod.spec.enableServiceLinks = enableServiceLinks;
  await apply(kube, pod, { signal });
  await podIs(kube, namespace, name, isReady, signal);
  return { namespace, pod: name, container: BACKEND_CONTAINER };
}

/** The variables that the container was made with; nginx writes its title over those that it was started with. */
export async function environmentOf(
  kube: Kube,
  place: ExecPlace,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const { exitCode, stdout, stderr } = await exec(kube, { ...place, command: ['env', '-0'], signal });
  if (exitCode !== 0) throw new Error(`pod ${place.namespace}/${place.pod}: its environment can't be read: ${stderr}`);
  const lines = stdout.split('\0').filter(Boolean);
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
