import { setTimeout as sleep } from 'node:timers/promises';
import { resolve } from '../../cluster/reference/names/resolver.ts';
import type { World } from '../../cluster/reference/pods/world.ts';
import type { Client as RoutedClient } from '../../cluster/reference/routing/cluster-model.ts';
import type { Entry } from '../../cluster/reference/routing/conntrack.ts';
import { senderOf } from '../../probe/answer.ts';
import { eachNumbered } from '../../probe/numbered.ts';
import { pacedStream } from '../../probe/paced-stream.ts';
import type { Client, ProbeRequest, ProbeResult } from '../../probe/probe.ts';
import { count } from './count.ts';

type Place = Pick<Client, 'kind' | 'name'> & Partial<Pick<Client, 'node' | 'address'>>;

/** Where the probes of this process go: set before a spec asks. */
let world: World | undefined;
let nonce = '';

export function sendThrough(through: World, proof: string): void {
  world = through;
  nonce = proof;
}

/** A client that counts what it sends, and sends it through no socket: the model of the network answers. */
export function countingClient(place: Place, routed: RoutedClient, resolvConf: () => string): Client {
  let lastPort = 32_768;
  const send = (request: ProbeRequest, last?: Entry): { result: ProbeResult; entry: Entry | undefined } => {
    if (!world) throw new Error('there is no network to send probes through');
    count();
    lastPort = lastPort >= 60_999 ? 32_768 : lastPort + 1;
    const { host, port, protocol = 'TCP' } = request.target;
    const address = host.includes(':') ? host : (resolve(world.findName, resolvConf(), host)[0] ?? '');
    const target = { address, port, protocol };
    const arrival = last ? world.network.again(routed, target, last) : world.network.connect(routed, target);
    const about = {
      request,
      sentAt: Date.now(),
      totalMs: arrival.kind === 'timeout' ? request.timeoutMs : 1,
      detail: '',
    };
    if (arrival.kind !== 'answered')
      return { result: { ...about, outcome: arrival.kind, detail: arrival.kind }, entry: undefined };
    const { entry } = arrival;
    const asked = { protocol, port: entry.way.port, from: { address: entry.way.source, port: lastPort }, path: '' };
    const body = world.podAt(entry.way.address)?.running.listener.answer(asked) ?? '';
    const local = { address: routed.address, port: lastPort };
    const answered = {
      ...about,
      ...senderOf(body, nonce),
      outcome: 'answered',
      status: 200,
      local,
      connectMs: 1,
    } as const;
    return { result: answered, entry };
  };
  const probe = async (requests: readonly ProbeRequest[]) => {
    const results = requests.map((request) => send(request).result);
    await sleep(results.reduce((sum, { totalMs }) => sum + totalMs, 0));
    return results;
  };
  const one = async (request: ProbeRequest, last?: Entry) => {
    const sent = send(request, last);
    await sleep(sent.result.totalMs);
    return sent;
  };
  return {
    ...place,
    ...{ probe, look: probe },
    async trial([first, ...others]) {
      const results = await probe(first ? [first] : []);
      return results[0]?.outcome === 'answered' ? [...results, ...(await probe(others))] : results;
    },
    stream: (first, everyMs) =>
      pacedStream(async (request) => (await one(request)).result, eachNumbered(first), everyMs),
    flow(next, everyMs) {
      let last: Entry | undefined;
      const ask = async (request: ProbeRequest) => {
        const { result, entry } = await one(request, last);
        last = entry ?? last;
        return result;
      };
      return pacedStream(ask, next, everyMs);
    },
    repeat: () => '',
    async [Symbol.asyncDispose]() {},
  };
}
