import { expect, test } from '@jest/globals';
import { HeldUp } from '../expect/inconclusive.ts';
import { BACKENDS, scriptedClient } from '../expect/scripted-client.ts';
import type { Client, ProbeResult, Target } from '../probe/probe.ts';
import { firstAnswers } from './first-answers.ts';

const { signal } = new AbortController();
const target = (host: string): Target => ({ kind: 'ClusterIP', host, port: 80, service: `shop/${host}` });
const [idle, one, two] = ['idle', 'one', 'two'].map(target) as [Target, Target, Target];

/** A client whose probes are `everyMs` apart by their own account; `answers` says who answers. */
function asking(everyMs: number, answers: (target: Target) => boolean): Client {
  let sent = 0;
  const look: Client['look'] = async (requests) =>
    requests.map((request): ProbeResult => {
      sent += 1;
      const about = { request, sentAt: sent * everyMs, totalMs: 1, detail: '' };
      if (!answers(request.target)) return { ...about, outcome: 'timeout' };
      return { ...about, outcome: 'answered', backend: BACKENDS[0].name };
    });
  return scriptedClient(() => ({}), { look });
}

/** In ms; many probes go in it. */
const WITHIN = 200;

async function answersOf(client: Client, ...added: Target[]) {
  await using answers = firstAnswers(client, idle, BACKENDS, 'nonce');
  for (const each of added) answers.add(each, 0);
  return await answers.stop(WITHIN, signal);
}

test('each is asked until it is answered', async () => {
  const all = asking(50, () => true);
  const { latenciesMs, unanswered } = await answersOf(all, one, two);
  expect(latenciesMs).toHaveLength(2);
  expect((latenciesMs[1] ?? 0) - (latenciesMs[0] ?? 0)).toBe(50);
  expect(unanswered).toEqual([]);
});

test('one that stays silent is named, and not those behind it, which were not asked', async () => {
  const notOne = asking(1500, ({ host }) => host !== 'one');
  const { unanswered, last } = await answersOf(notOne, one, two);
  expect(unanswered).toEqual([one]);
  expect(last).toBe('timeout');
});

test('those whose turn did not come in time can not be told', async () => {
  const onlyOne = asking(1, ({ host }) => host === 'one');
  await expect(answersOf(onlyOne, one, two)).rejects.toThrow('only 1 of 2 Services could be asked in the time for it');
  const none = asking(1, () => false);
  await expect(answersOf(none, one)).rejects.toThrow(HeldUp);
});
