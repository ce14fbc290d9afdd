import type { V1EndpointSlice } from '@kubernetes/client-node';
import { type Kube, withSignal } from './client.ts';

/** One address of one EndpointSlice. */
export interface EndpointRow {
  readonly slice: string;
  readonly address: string;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly node: string | undefined;
  /** Name of the pod behind it; none for an address that was written by hand. */
  readonly pod: string | undefined;
  /** `80/TCP`, or `web 80/TCP` where the port has a name. */
  readonly ports: readonly string[];
}

/** What the EndpointSlices of a Service say now, one row an address, sorted by address. */
export async function endpointSlices(
  kube: Kube,
  namespace: string,
  service: string,
  signal?: AbortSignal,
): Promise<EndpointRow[]> {
  const labelSelector = `kubernetes.io/service-name=${service}`;
  const { items } = await kube.discovery.listNamespacedEndpointSlice({ namespace, labelSelector }, withSignal(signal));
  return items.flatMap(rowsOf).sort((a, b) => a.address.localeCompare(b.address, 'en', { numeric: true }));
}

/** For failure messages: a line a row; `no endpoints` if there are none. */
export function formatSlices(rows: readonly EndpointRow[]): string {
  if (rows.length === 0) return 'no endpoints';
  return rows
    .map((row) => {
      const state = (['ready', 'serving', 'terminating'] as const).map((each) => (row[each] ? each : `not ${each}`));
      const place = `${row.pod ? `pod ${row.pod}` : 'no pod'}${row.node ? ` on node ${row.node}` : ''}`;
      return `${row.address} ${row.ports.join(', ') || 'no port'}: ${state.join(', ')}; ${place}; slice ${row.slice}`;
    })
    .join('\n');
}

function rowsOf({ metadata, endpoints, ports }: V1EndpointSlice): EndpointRow[] {
  const portTexts = (ports ?? []).map(
    ({ name, port, protocol }) => `${name ? `${name} ` : ''}${port ?? 'any port'}/${protocol ?? 'TCP'}`,
  );
  return (endpoints ?? []).flatMap(({ addresses, conditions, nodeName, targetRef }) => {
    // Defaults as the API defines them: an unset ready is true, an unset serving is as ready, an unset terminating false.
    const ready = conditions?.ready ?? true;
    return addresses.map((address) => ({
      slice: metadata?.name ?? '',
      address,
      ready,
      serving: conditions?.serving ?? ready,
      terminating: conditions?.terminating ?? false,
      node: nodeName,
      pod: targetRef?.kind === 'Pod' ? targetRef.name : undefined,
      ports: portTexts,
    }));
  });
}
