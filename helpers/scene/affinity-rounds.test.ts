import { expect, test } from '@jest/globals';
import { scriptedClient } from '../expect/scripted-client.ts';
import { fakeClock } from '../kube/fake-clock.ts';
import { roundsWithin } from './affinity-rounds.ts';

const TARGETS = [{ kind: 'ClusterIP', host: '10.43.0.9', port: 8123 }] as const;
const OFTEN = { nonce: 'nonce', count: 4, everyMs: 1_500, signal: new AbortController().signal };

test('so many rounds, at their pace', async () => {
  const clock = fakeClock();
  const client = scriptedClient(() => ({}), {}, clock.now);
  const rounds = await roundsWithin(client, TARGETS, { ...OFTEN, timeoutMs: 6_000, clock });
  expect(rounds.map(([result]) => result?.sentAt)).toEqual([0, 1_500, 3_000, 4_500]);
});

test('rounds in which affinity may have ended prove nothing', async () => {
  const clock = fakeClock();
  const client = scriptedClient(() => ({}), {}, clock.now);
  await expect(roundsWithin(client, TARGETS, { ...OFTEN, timeoutMs: 1_500, clock })).rejects.toThrow(
    'pod suite/client paused for 1500 ms, so affinity may have ended: run it again',
  );
});
