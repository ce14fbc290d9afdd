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
  const streams =
    (start: Client['stream']): Client['stream'] =>
    (next, everyMs) => {
      const requests: ProbeRequest[] = [];
      const stream = start(() => {
        const request = next();
        requests.push(request);
        return dialled(request);
      }, everyMs);
      return askedStream(stream, requests);
    };
  return {
    ...client,
    name: `${client.name} (at the nodes' other addresses: ${[...addresses.values()].join(', ')})`,
    probe: batch(client.probe),
    look: batch(client.look),
    stream: streams(client.stream),
    flow: streams(client.flow),
    repeat: (target) => client.repeat({ ...target, host: addresses.get(target.host) ?? target.host }),
  };
}

/** The results as answers to what was asked, so that whoever asked finds them again. */
function asked(results: readonly ProbeResult[], requests: readonly ProbeRequest[]): ProbeResult[] {
  return results.map((result, index) => ({ ...result, request: requests[index] ?? result.request }));
}

function askedStream(stream: ProbeStream, requests: readonly ProbeRequest[]): ProbeStream {
  return {
    get results() {
      return asked(stream.results, requests);
    },
    stop: async () => asked(await stream.stop(), requests),
    [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose](),
  };
}
