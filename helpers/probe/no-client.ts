import { brokenResult } from './broken-result.ts';
import { eachNumbered } from './numbered.ts';
import { pacedStream } from './paced-stream.ts';
import type { Client, ProbeRequest } from './probe.ts';
import { byHand } from './repeat.ts';

/** The client outside where there is no such place: whoever asks it all the same learns nothing. */
export function noClient(why: string): Client {
  const send = async (request: ProbeRequest) => brokenResult(request, `no client outside: ${why}`, Date.now());
  const probe = (requests: readonly ProbeRequest[]) => Promise.all(requests.map(send));
  const flow = (next: () => ProbeRequest, everyMs: number) => pacedStream(send, next, everyMs);
  const stream = (first: ProbeRequest, everyMs: number) => flow(eachNumbered(first), everyMs);
  return {
    ...{ kind: 'outside', name: 'no place', probe, look: probe, trial: probe, stream, flow, repeat: byHand },
    async [Symbol.asyncDispose]() {},
  };
}
