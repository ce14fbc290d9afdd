import { HttpMethod, type KubernetesObject } from '@kubernetes/client-node';
import { isNotFound } from './api-error.ts';
import type { Kube } from './client.ts';
import { eventually, NotYet } from './eventually.ts';
import { objectText } from './object-text.ts';

/** An object gone after its deletion; its grace period and finalizers count. */
const OBJECT_GONE_MS = 60_000;

export interface RemoveOptions {
  /** In ms. */
  readonly within?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Deletes an object, its dependents in the background as kubectl does, and waits until it is gone. An object that is
 * not there is gone; so is one that was made anew under the same name meanwhile.
 * @throws {ApiError} {WaitTimedOut}
 */
export async function remove(
  kube: Kube,
  object: KubernetesObject,
  { within = OBJECT_GONE_MS, signal }: RemoveOptions = {},
): Promise<void> {
  let uid: string | undefined;
  let deleted = false;
  await eventually(
    `delete ${objectText(object)}`,
    async (stop) => {
      try {
        const current = await kube.objects.send(object, { method: HttpMethod.GET, signal: stop });
        uid ??= current.metadata?.uid;
        if (current.metadata?.uid !== uid) return;
        if (!deleted) {
          await kube.objects.send(object, {
            method: HttpMethod.DELETE,
            contentType: 'application/json',
            body: JSON.stringify({ propagationPolicy: 'Background', preconditions: { uid } }),
            signal: stop,
          });
          deleted = true;
        }
        throw new NotYet(stillThere(current));
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
    },
    { within, signal },
  );
}

function stillThere(object: KubernetesObject): string {
  const finalizers = object.metadata?.finalizers ?? [];
  return `${objectText(object)} is still there${finalizers.length > 0 ? `, held by ${finalizers.join(', ')}` : ''}`;
}
