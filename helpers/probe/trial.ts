import type { Client } from './probe.ts';

/** A client's `trial` by its `probe`: the others are sent only where the first is answered. */
export function trialBy(probe: Client['probe']): Client['trial'] {
  return async (requests, signal) => {
    const results = await probe(requests.slice(0, 1), signal);
    const isOpen = results[0]?.outcome === 'answered' && requests.length > 1;
    return isOpen ? [...results, ...(await probe(requests.slice(1), signal))] : results;
  };
}
