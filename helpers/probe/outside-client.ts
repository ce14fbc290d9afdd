import type { OutsidePlace } from '../cluster/cluster.ts';
import { containerClient } from './container-client.ts';
import { httpClient } from './http-client.ts';
import type { Client } from './probe.ts';

/** The client outside the cluster, at the place that the cluster names for it. */
export function outsideClient(place: OutsidePlace, nonce: string): Client {
  return place.kind === 'process' ? httpClient(nonce) : containerClient(place, nonce);
}
