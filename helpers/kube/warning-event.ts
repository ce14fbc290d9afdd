import { type Kube, withSignal } from './client.ts';

/** The newest Warning event about one object, as `reason: message`; undefined if there is none. */
export async function newestWarning(
  kube: Kube,
  namespace: string,
  object: { kind: string; name: string },
  signal: AbortSignal,
): Promise<string | undefined> {
  const fieldSelector = `type=Warning,involvedObject.kind=${object.kind},involvedObject.name=${object.name}`;
  const { items } = await kube.core.listNamespacedEvent({ namespace, fieldSelector }, withSignal(signal));
  const newest = items
    .map((event) => ({ event, at: event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime }))
    .sort((a, b) => Number(b.at ?? 0) - Number(a.at ?? 0))[0]?.event;
  return newest && `${newest.reason}: ${newest.message?.trim().replace(/\s+/g, ' ')}`;
}
