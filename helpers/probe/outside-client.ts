import type { OutsidePlace } from '../cluster/cluster.ts';
import { noClient } from './no-client.ts';
import type { Client } from './probe.ts';
import { processClient } from './process-client.ts';
import { threadClient } from './thread-client.ts';

/**
 * The client outside the cluster, at the place that the cluster names for it. Call it while a spec file loads: it imports
 * what only one of the places needs, and Jest allows no import once specs run side by side.
 */
export async function outsideClient(place: OutsidePlace, nonce: string): Promise<Client> {
  if (place.kind === 'process') return place.turnedClock ? processClient(nonce) : threadClient(nonce);
  if (place.kind === 'none') return noClient(place.why);
  const { containerClient } = await import('./container-client.ts');
  return containerClient(place, nonce);
}
