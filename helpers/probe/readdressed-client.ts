import type { Client, ProbeRequest, ProbeResult, ProbeStream } from './probe.ts';

/** A client for which the nodes have other addresses: `addresses` says which one is dialled in place of which. */
export function readdressedClient(client: Client, addresses: ReadonlyMap<string, string>): Client {
  const dialled = (request: ProbeRequest): ProbeRequest => {
    const host = addresses.get(request.target.host);
    return host === undefined ? request : { ...request, target: { ...request.target, host } };
  };
  const batch =
    (send: Client['probe']): Client['probe'] =>
    async (requests, signal) =>
      asked(await send(requests.map(dialled), signal), requests);
  const stream: Client['stream'] = (first, everyMs) => {
    const answers = (results: readonly ProbeResult[]) =>
      results.map((result) => ({ ...result, request: { ...result.request, target: first.target } }));
    return askedStream(client.stream(dialled(first), everyMs), answers);
  };
  const flow: Client['flow'] = (next, everyMs) => {
    const requests: ProbeRequest[] = [];
    const started = client.flow(() => {
      const request = next();
      requests.push(request);
      return dialled(request);
    }, everyMs);
    return askedStream(started, (results) => asked(results, requests));
  };
  return {
    ...client,
    name: `${client.name} (at the nodes' other addresses: ${[...addresses.values()].join(', ')})`,
    probe: batch(client.probe),
    look: batch(client.look),
    trial: batch(client.trial),
    stream,
    flow,
    repeat: (target) => client.repeat({ ...target, host: addresses.get(target.host) ?? target.host }),
  };
}

/** The results as answers to what was asked, so that whoever asked finds them again. */
function asked(results: readonly ProbeResult[], requests: readonly ProbeRequest[]): ProbeResult[] {
  return results.map((result, index) => ({ ...result, request: requests[index] ?? result.request }));
}

function askedStream(
  stream: ProbeStream,
  answers: (results: readonly ProbeResult[]) => readonly ProbeResult[],
): ProbeStream {
  return {
    get results() {
      return answers(stream.results);
    },
    stop: async () => answers(await stream.stop()),
    [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose](),
  };
}
