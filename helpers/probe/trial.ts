import type { Client } from './probe.ts';

/** A client's `trial` by its `look`: the others are sent only where the first is answered. */
export function trialBy(look: Client['look']): Client['trial'] {
  return async (requests, signal) => {
    const results = await look(requests.slice(0, 1), signal);
    const isOpen = results[0]?.outcome === 'answered' && requests.length > 1;
    return isOpen ? [...results, ...(await look(requests.slice(1), signal))] : results;
  };
}
