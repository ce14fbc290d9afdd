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
  return { client: { ...silent, probe, look: probe, stream, flow, repeat: ({ host }) => host }, dialled };
}

test('a node is dialled at its other address, and the answer is to what was asked', async () => {
  const { client, dialled } = recording();
  const outside = readdressedClient(client, ADDRESSES);
  const results = await outside.probe([request('10.0.0.1'), request('10.43.0.1')]);
  expect(dialled).toEqual(['203.0.113.1', '10.43.0.1']);
  expect(results.map((each) => each.request.target.host)).toEqual(['10.0.0.1', '10.43.0.1']);
  expect(outside.name).toBe("no place (at the nodes' other addresses: 203.0.113.1)");
  expect(outside.repeat(target('10.0.0.1'))).toBe('203.0.113.1');
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
