import { type Clock, systemClock } from '../kube/clock.ts';
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
  clock: Clock = systemClock,
): Promise<ProbeResult[]> {
  const bound = new AbortController();
  const over = new AbortController();
  void clock.sleep(ms, over.signal).then(() => bound.abort(new Error(`the sample's ${ms} ms are over`)));
  const results = await client.probe(requests, AbortSignal.any([signal, bound.signal]));
  const cut = bound.signal.aborted && !signal.aborted;
  over.abort();
  const made = results.findLastIndex(({ outcome }) => outcome !== 'broken') + 1;
  return cut ? results.slice(0, made) : results;
}
