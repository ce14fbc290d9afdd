import type { Kube } from './client.ts';

export interface PodLogOptions {
  /** Only lines from this second on: kubelet cuts the time to whole seconds. */
  readonly sinceTime?: Date;
  readonly signal?: AbortSignal;
}

/** What a container wrote to its standard output and error until now. */
export async function podLog(
  kube: Kube,
  namespace: string,
  pod: string,
  container: string,
  { sinceTime, signal }: PodLogOptions = {},
): Promise<string> {
  const query = new URLSearchParams({ container, ...(sinceTime && { sinceTime: sinceTime.toISOString() }) });
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
  return kube.raw(`${path}?${query}`, signal && { signal });
}
