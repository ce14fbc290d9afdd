/** Backends that go on serving after their deletion, until they are told to stop. */
import type { Backend } from '../expect/backend.ts';
import { isNotFound } from '../kube/api-error.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import { deleteBackend, insideOf } from './backends.ts';
import type { Spread } from './spread.ts';

/** Longer than a spec looks at it: none waits for the end of that time. */
export const DYING = { preStopSeconds: 90, graceSeconds: 100 } as const;

/** Deleted pods can't have their grace period cut short, but the hook that they wait for can be ended. */
const END_PRE_STOP =
  'cd /proc && for pid in [0-9]*; do read -r name <"$pid/comm" && [ "$name" = sleep ] && kill "$pid"; done; :';

/** A backend that takes long to die, on the first node, and one that does not, on the second. */
export async function dyingAndReady(
  { stage, home, away }: Spread,
  prefix: string,
  cleanup: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<{ labels: { app: string }; dying: Backend; ready: Backend }> {
  const labels = { app: stage.name(prefix) };
  const options = [
    { ...DYING, name: `${labels.app}-dying`, labels, node: home[0]?.node ?? '' },
    { name: `${labels.app}-ready`, labels, node: away[0]?.node ?? '' },
  ];
  const [dying, ready] = await stage.backends(options, signal);
  if (!dying || !ready) throw new Error('two pods were to be made');
  cleanup.use(forgotten(stage.kube, [dying]));
  return { labels, dying, ready };
}

/** Ends the preStop hook of a dying backend, so that it stops serving now. */
export async function letDie(kube: Kube, backend: Backend, signal?: AbortSignal): Promise<void> {
  const command = ['sh', '-c', END_PRE_STOP];
  await exec(kube, { ...insideOf(backend), command, signal });
}

/** A backend that may be dying still is gone at once from the API when this is disposed of, lest its namespace waits for it. */
export function forgotten(kube: Kube, backends: readonly Backend[]): AsyncDisposable {
  const forget = async (backend: Backend) => {
    await deleteBackend(kube, backend, 0).catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
    });
  };
  return { [Symbol.asyncDispose]: async () => void (await Promise.all(backends.map(forget))) };
}
