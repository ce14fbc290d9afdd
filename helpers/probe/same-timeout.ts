import type { ProbeRequest } from './probe.ts';

/** Cuts a list of requests wherever the time limit changes, without changing their order. */
export function sameTimeout(requests: readonly ProbeRequest[]): ProbeRequest[][] {
  const parts: ProbeRequest[][] = [];
  for (const request of requests) {
    const last = parts.at(-1);
    if (last?.[0]?.timeoutMs === request.timeoutMs) last.push(request);
    else parts.push([request]);
  }
  return parts;
}
