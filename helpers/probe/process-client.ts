import { httpProbe } from './http-probe.ts';
import { pacedFlow } from './paced-flow.ts';
import { pacedStream } from './paced-stream.ts';
import type { Client, ProbeRequest, ProbeResult } from './probe.ts';
import { ProcessFlow } from './process-flow.ts';
import { byHand } from './repeat.ts';
import { udpProbe } from './udp-probe.ts';

/** The outside client that is this process itself. */
export function processClient(nonce: string): Client {
  const send = (request: ProbeRequest, signal?: AbortSignal) =>
    request.target.protocol === 'UDP' ? udpProbe(request, nonce, signal) : httpProbe(request, nonce, signal);
  const probe = async (requests: readonly ProbeRequest[], signal?: AbortSignal) => {
    const results: ProbeResult[] = [];
    for (const request of requests) results.push(await send(request, signal));
    return results;
  };
  const trial = async (requests: readonly ProbeRequest[], signal?: AbortSignal) => {
    const results = await probe(requests.slice(0, 1), signal);
    const isOpen = results[0]?.outcome === 'answered';
    return isOpen ? [...results, ...(await probe(requests.slice(1), signal))] : results;
  };
  return {
    kind: 'outside',
    name: 'this process',
    probe,
    look: probe,
    trial,
    stream: (next, everyMs) => pacedStream((request) => send(request), next, everyMs),
    flow(next, everyMs) {
      const flow = new ProcessFlow(nonce);
      return pacedFlow(
        (request) => flow.ask(request),
        next,
        everyMs,
        () => flow.close(),
      );
    },
    repeat: byHand,
    async [Symbol.asyncDispose]() {},
  };
}
