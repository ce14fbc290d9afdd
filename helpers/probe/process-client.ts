import { httpProbe } from './http-probe.ts';
import { eachNumbered } from './numbered.ts';
import { pacedFlow } from './paced-flow.ts';
import { pacedStream } from './paced-stream.ts';
import type { Client, ProbeRequest, ProbeResult } from './probe.ts';
import { ProcessFlow } from './process-flow.ts';
import { byHand } from './repeat.ts';
import { trialBy } from './trial.ts';
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
  return thisProcess({
    probe,
    stream: (first, everyMs) => pacedStream((request) => send(request), eachNumbered(first), everyMs),
    flow(next, everyMs) {
      const flow = new ProcessFlow(nonce);
      return pacedFlow(
        (request) => flow.ask(request),
        next,
        everyMs,
        () => flow.close(),
      );
    },
  });
}

/** The outside client that is this process, by whatever of it sends the probes; nothing of it stays open. */
export function thisProcess({ probe, stream, flow }: Pick<Client, 'probe' | 'stream' | 'flow'>): Client {
  return {
    ...{ kind: 'outside', name: 'this process', probe, look: probe, trial: trialBy(probe), stream, flow },
    repeat: byHand,
    async [Symbol.asyncDispose]() {},
  };
}
