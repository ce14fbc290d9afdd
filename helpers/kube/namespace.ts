import type { V1Namespace } from '@kubernetes/client-node';
import { NAMESPACE_GONE_MS } from '../bounds.ts';
import { isNotFound } from './api-error.ts';
import { askDeletion } from './ask-deletion.ts';
import { type Kube, withSignal } from './client.ts';
import { createOnce } from './create-once.ts';
import { eventually, NotYet } from './eventually.ts';

/** A new namespace has its default ServiceAccount, without which it takes no pod. */
const NAMESPACE_READY_MS = 30_000;

export interface NamespaceHandle extends AsyncDisposable {
  readonly name: string;
}

/** Creates a namespace and waits until it takes pods. Disposing of it deletes it and waits until it is gone. */
export async function createNamespace(
  kube: Kube,
  name: string,
  labels: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<NamespaceHandle> {
  const body = { metadata: { name, labels: { ...labels } } };
  const calls = {
    create: (stop: AbortSignal) => kube.core.createNamespace({ body }, withSignal(stop)),
    read: (stop: AbortSignal) => kube.core.readNamespace({ name }, withSignal(stop)),
  };
  await createOnce(`namespace ${name}`, calls, signal);
  const dispose = async () => {
    await deleteNamespace(kube, name);
    await namespaceGone(kube, name);
  };
  try {
    await defaultServiceAccount(kube, name, signal);
  } catch (error) {
    await deleteNamespace(kube, name);
    throw error;
  }
  return { name, [Symbol.asyncDispose]: dispose };
}

/** Asks for the deletion of a namespace and all that is in it; does not wait. One that is not there is fine. */
export async function deleteNamespace(kube: Kube, name: string, signal?: AbortSignal): Promise<void> {
  const remove = (stop: AbortSignal) =>
    kube.core.deleteNamespace({ name, propagationPolicy: 'Background' }, withSignal(stop));
  await askDeletion(`namespace ${name}`, remove, signal);
}

/** @throws {WaitTimedOut} that says what is left in it. */
export async function namespaceGone(
  kube: Kube,
  name: string,
  { within = NAMESPACE_GONE_MS, signal }: { within?: number; signal?: AbortSignal | undefined } = {},
): Promise<void> {
  await eventually(
    `namespace ${name} gone`,
    async (stop) => {
      const namespace = await kube.core.readNamespace({ name }, withSignal(stop)).catch((error: unknown) => {
        if (isNotFound(error)) return undefined;
        throw error;
      });
      if (namespace) throw new NotYet(remains(namespace));
    },
    { within, signal },
  );
}

/** Names of the namespaces with these labels (`key=value,...`). */
export async function namespacesByLabel(kube: Kube, labelSelector: string): Promise<string[]> {
  const { items } = await kube.core.listNamespace({ labelSelector });
  return items.flatMap(({ metadata }) => metadata?.name ?? []);
}

async function defaultServiceAccount(kube: Kube, namespace: string, signal: AbortSignal | undefined): Promise<void> {
  await eventually(
    `default ServiceAccount in namespace ${namespace}`,
    async (stop) => {
      try {
        await kube.core.readNamespacedServiceAccount({ namespace, name: 'default' }, withSignal(stop));
      } catch (error) {
        throw isNotFound(error) ? new NotYet(error.message, { cause: error }) : error;
      }
    },
    { within: NAMESPACE_READY_MS, signal },
  );
}

function remains({ metadata, status }: V1Namespace): string {
  const blocked = (status?.conditions ?? []).filter(({ status }) => status === 'True').map(({ message }) => message);
  return [`namespace ${metadata?.name} is ${status?.phase}`, ...blocked].join('; ');
}
