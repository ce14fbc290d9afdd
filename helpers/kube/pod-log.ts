import type { Kube } from './client.ts';

export interface PodLogOptions {
  /** Only lines of the last so many seconds, on the node's clock; a positive integer. */
  readonly sinceSeconds?: number;
  readonly signal?: AbortSignal;
}

/** What a container wrote to its standard output and error until now. */
export async function podLog(
  kube: Kube,
  namespace: string,
  pod: string,
  container: string,
  { sinceSeconds, signal }: PodLogOptions = {},
): Promise<string> {
  const query = new URLSearchParams({ container, ...(sinceSeconds && { sinceSeconds: String(sinceSeconds) }) });
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
  return kube.raw(`${path}?${query}`, signal && { signal });
}
