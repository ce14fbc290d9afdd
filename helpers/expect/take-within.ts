import type { Client, ProbeRequest, ProbeResult } from '../probe/probe.ts';

/**
 * The results of the requests that came to an end within `ms`, in their order: what our own bound cut off was not made, and
 * is no broken probe.
 */
export async function takeWithin(
  ms: number,
  client: Client,
  requests: readonly ProbeRequest[],
  signal: AbortSignal,
): Promise<ProbeResult[]> {
  const bound = AbortSignal.timeout(Math.ceil(ms));
  const results = await client.probe(requests, AbortSignal.any([signal, bound]));
  if (!bound.aborted || signal.aborted) return results;
  const made = results.findLastIndex(({ outcome }) => outcome !== 'broken') + 1;
  return results.slice(0, made);
}
