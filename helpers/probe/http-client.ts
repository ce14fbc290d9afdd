import { httpProbe } from './http-probe.ts';
import { pacedStream } from './paced-stream.ts';
import type { Client, ProbeResult } from './probe.ts';
import { curlByHand } from './repeat.ts';

/** The outside client that is this process itself. */
export function httpClient(nonce: string): Client {
  return {
    kind: 'outside',
    name: 'this process',
    async probe(requests, signal) {
      const results: ProbeResult[] = [];
      for (const request of requests) results.push(await httpProbe(request, nonce, signal));
      return results;
    },
    stream: (next, everyMs) => pacedStream((request) => httpProbe(request, nonce), next, everyMs),
    repeat: curlByHand,
  };
}
