import { HttpMethod, type KubernetesObject, PatchStrategy } from '@kubernetes/client-node';
import type { Kube } from './client.ts';
import { eventually } from './eventually.ts';
import { objectText } from './object-text.ts';

/** An apply, tries that the server could not take included. */
const APPLY_MS = 30_000;

const FIELD_MANAGER = 'service-conformance';

export interface ApplyOptions {
  /** In ms. */
  readonly within?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Server-side apply of one object of any kind, with strict field validation. Tries again while the server can't take
 * it (429, 5xx, no answer), which is safe: applying twice is applying once.
 * @returns the object as the server answered it.
 * @throws {ApiError} at once on what stays wrong (Invalid, Conflict, Forbidden); {UnknownKind}; {WaitTimedOut}.
 */
export async function apply<T extends KubernetesObject>(
  kube: Kube,
  object: T,
  { within = APPLY_MS, signal }: ApplyOptions = {},
): Promise<T> {
  const { value } = await eventually(
    `apply ${objectText(object)}`,
    (stop) =>
      kube.objects.send(object, {
        method: HttpMethod.PATCH,
        query: { fieldManager: FIELD_MANAGER, force: 'true', fieldValidation: 'Strict' },
        contentType: PatchStrategy.ServerSideApply,
        body: JSON.stringify(object),
        signal: stop,
      }),
    { within, signal },
  );
  return value;
}
