import type { Kube } from '../kube/client.ts';

/** Every address of a pod, the primary one first. */
export async function podAddresses(kube: Kube, namespace: string, name: string): Promise<string[]> {
  const { status } = await kube.core.readNamespacedPod({ namespace, name });
  return (status?.podIPs ?? []).flatMap(({ ip }) => ip ?? []);
}
