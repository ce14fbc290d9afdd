import { expect, test } from '@jest/globals';
import type { ProbeRequest, ProbeResult, Target } from '../../probe/probe.ts';
import { NODE_PORT, scriptedClient } from '../scripted-client.ts';
import { takeLooks } from './take-looks.ts';

test('what was seen is kept, whoever looked', async () => {
  const down = scriptedClient(() => ({ outcome: 'refused', detail: 'Connection refused', totalMs: 2.4 }), {
    name: 'pod on node-1',
  });
  const up = scriptedClient(() => ({ backend: 'shop/a' }), { name: 'pod on node-2', node: 'node-2' });
  const looks = [down, up].map((client) => ({ client, target: NODE_PORT, wanted: 'answer' as const }));
  expect(await takeLooks(looks, () => 'token', new AbortController().signal)).toMatchObject([
    { from: { node: 'node-1' }, outcome: 'refused', backend: null, detail: 'Connection refused', ms: 2 },
    { from: { node: 'node-2' }, to: { kind: 'nodePort', protocol: 'TCP' }, outcome: 'answered', backend: 'shop/a' },
  ]);
});

test('each client is asked for a kind of target and a protocol at a time, each probe with a token of its own', async () => {
  const batches: string[] = [];
  const look = async (requests: readonly ProbeRequest[]): Promise<ProbeResult[]> => {
    batches.push(requests.map(({ target, token, timeoutMs }) => `${token} ${target.port} ${timeoutMs}`).join(', '));
    // The last of each does not come.
    return requests
      .slice(0, -1)
      .map((request) => ({ request, outcome: 'answered', sentAt: 0, totalMs: 1, detail: '' }));
  };
  const client = scriptedClient(() => ({}), { look });
  const targets: Target[] = [
    ...[{ ...NODE_PORT, port: 1 }, { ...NODE_PORT, port: 2, protocol: 'UDP' } as const, { ...NODE_PORT, port: 3 }],
    ...[{ ...NODE_PORT, port: 4, protocol: 'TCP' } as const, { ...NODE_PORT, port: 5, kind: 'node IP' } as const],
  ];
  let count = 0;
  const token = () => {
    count += 1;
    return `token-${count}`;
  };
  const looks = targets.map((target) => ({ client, target, wanted: 'answer' as const }));
  const taken = await takeLooks(looks, token, new AbortController().signal);
  expect(batches).toEqual(['token-1 1 1200, token-2 3 1200, token-3 4 1200', 'token-4 2 1200', 'token-5 5 1200']);
  expect(taken.map(({ to }) => to.port)).toEqual([1, 3]);
});

test('no looks are none', async () => {
  expect(await takeLooks([], () => 'token', new AbortController().signal)).toEqual([]);
});
