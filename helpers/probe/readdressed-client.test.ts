import { expect, test } from '@jest/globals';
import { noClient } from './no-client.ts';
import type { Client, ProbeRequest, Target } from './probe.ts';
import { readdressedClient } from './readdressed-client.ts';

const target = (host: string): Target => ({ kind: 'nodePort', host, port: 30_000 });
const request = (host: string): ProbeRequest => ({ target: target(host), token: 't', timeoutMs: 1_000 });
const ADDRESSES = new Map([['10.0.0.1', '203.0.113.1']]);

/** Remembers whom it was told to dial. */
function recording(): { client: Client; dialled: string[] } {
  const dialled: string[] = [];
  const silent = noClient('a test');
  const probe: Client['probe'] = (requests) => {
    dialled.push(...requests.map((each) => each.target.host));
    return silent.probe(requests);
  };
  const stream: Client['stream'] = (first, everyMs) => {
    dialled.push(first.target.host);
    return silent.stream(first, everyMs);
  };
  const flow: Client['flow'] = (next, everyMs) =>
    silent.flow(() => {
      const each = next();
      dialled.push(each.target.host);
      return each;
    }, everyMs);
  const sent = { probe, look: probe, trial: probe, stream, flow };
  return { client: { ...silent, ...sent, repeat: ({ host }) => host }, dialled };
}

test.each(['probe', 'look', 'trial'] as const)(
  'a node is dialled at its other address by a %s, and the answer is to what was asked',
  async (kind) => {
    const { client, dialled } = recording();
    const outside = readdressedClient(client, ADDRESSES);
    const results = await outside[kind]([request('10.0.0.1'), request('10.43.0.1')]);
    expect(dialled).toEqual(['203.0.113.1', '10.43.0.1']);
    expect(results.map((each) => each.request.target.host)).toEqual(['10.0.0.1', '10.43.0.1']);
  },
);

test('it says which addresses those are, and which one to ask by hand', () => {
  const addresses = new Map([...ADDRESSES, ['10.0.0.2', '203.0.113.2']]);
  const outside = readdressedClient(recording().client, addresses);
  expect(outside.name).toBe("no place (at the nodes' other addresses: 203.0.113.1, 203.0.113.2)");
  expect(['10.0.0.1', '10.43.0.1'].map((host) => outside.repeat(target(host)))).toEqual(['203.0.113.1', '10.43.0.1']);
});

test('a stream that is disposed of sends no more', async () => {
  const { client, dialled } = recording();
  const stream = readdressedClient(client, ADDRESSES).flow(() => request('10.0.0.1'), 1);
  while (dialled.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  await stream[Symbol.asyncDispose]();
  const sent = dialled.length;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(dialled).toHaveLength(sent);
});

test.each(['stream', 'flow'] as const)('so is it in a %s', async (kind) => {
  const { client, dialled } = recording();
  const outside = readdressedClient(client, ADDRESSES);
  const asked = request('10.0.0.1');
  await using stream = kind === 'stream' ? outside.stream(asked, 1) : outside.flow(() => asked, 1);
  const results = await stream.stop();
  expect(dialled[0]).toBe('203.0.113.1');
  expect(results[0]?.request.target.host).toBe('10.0.0.1');
  expect(stream.results).toHaveLength(results.length);
});

test('where there is no place outside every probe is broken, and says why', async () => {
  const [result] = await noClient('a firewall').probe([request('10.0.0.1')]);
  expect(result).toMatchObject({ outcome: 'broken', detail: 'no client outside: a firewall' });
});
