import type { V1Service } from '@kubernetes/client-node';
import { ROLLOUT_MS } from '../bounds.ts';
import type { Kube } from '../kube/client.ts';
import { type EndpointRow, endpointSlices, formatSlices } from '../kube/endpoints.ts';
import { eventually, NotYet } from '../kube/eventually.ts';

/** The start of a data plane's clock: close enough not to count, in ms. */
const SLICE_LOOK_EVERY_MS = 50;

export interface SliceState {
  /** When the slices were first seen to say so, in ms since the epoch. */
  readonly at: number;
  readonly rows: readonly EndpointRow[];
}

/** Waits until the Service's EndpointSlices are as wanted. @throws {WaitTimedOut} with what they say instead. */
export async function slicesSay(
  kube: Kube,
  { metadata }: V1Service,
  what: string,
  wanted: (rows: readonly EndpointRow[]) => boolean,
  signal?: AbortSignal,
): Promise<SliceState> {
  const { namespace = '', name = '' } = metadata ?? {};
  const { value } = await eventually(
    `EndpointSlices of ${namespace}/${name}: ${what}`,
    async (stop) => {
      const rows = await endpointSlices(kube, namespace, name, stop);
      if (!wanted(rows)) throw new NotYet(formatSlices(rows).replaceAll('\n', '; '));
      return { at: Date.now(), rows };
    },
    { within: ROLLOUT_MS, every: SLICE_LOOK_EVERY_MS, signal },
  );
  return value;
}

/** Waits until exactly these addresses are ready in the Service's EndpointSlices. */
export async function slicesReady(
  kube: Kube,
  service: V1Service,
  addresses: readonly string[],
  signal?: AbortSignal,
): Promise<SliceState> {
  const wanted = addresses.toSorted().join();
  const ready = (rows: readonly EndpointRow[]) =>
    [...new Set(rows.filter((row) => row.ready).map(({ address }) => address))].sort().join() === wanted;
  return slicesSay(kube, service, `ready: ${wanted || 'none'}`, ready, signal);
}
