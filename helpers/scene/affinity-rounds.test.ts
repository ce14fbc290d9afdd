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
    'pod suite/client paused for up to 1500 ms, so affinity may have ended: run it again',
  );
});

test('what is told late of when a connection was made does not make a pause shorter', async () => {
  const clock = fakeClock();
  let asked = 0;
  const slow = scriptedClient(() => ({}), {}, clock.now);
  const client = {
    ...slow,
    probe: async (...args: Parameters<typeof slow.probe>) => {
      asked += 1;
      const results = await slow.probe(...args);
      await clock.sleep(asked === 2 ? 900 : 0, OFTEN.signal);
      return results.map((result) => ({ ...result, sentAt: result.sentAt + (asked === 1 ? 900 : 0) }));
    },
  };
  await expect(roundsWithin(client, TARGETS, { ...OFTEN, timeoutMs: 2_400, clock })).rejects.toThrow(
    'paused for up to 2400 ms',
  );
});
