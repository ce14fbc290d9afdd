import type { ProbeRequest } from './probe.ts';

/** One probe of a stream, by a token of its own. */
export function numbered(first: ProbeRequest, number: number | string): ProbeRequest {
  return { ...first, token: `${first.token}-${number}` };
}

/** One probe of the stream after another. */
export function eachNumbered(first: ProbeRequest): () => ProbeRequest {
  let number = 0;
  return () => {
    number += 1;
    return numbered(first, number);
  };
}
