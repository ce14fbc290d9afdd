import { expect, test } from '@jest/globals';
import { HeldUp } from '../expect/inconclusive.ts';
import { BACKENDS, scriptedClient } from '../expect/scripted-client.ts';
import type { Client, ProbeResult, Target } from '../probe/probe.ts';
import { firstAnswers } from './first-answers.ts';

const { signal } = new AbortController();
const target = (host: string): Target => ({ kind: 'ClusterIP', host, port: 80, service: `shop/${host}` });
const [idle, one, two] = ['idle', 'one', 'two'].map(target) as [Target, Target, Target];

/** A stream whose probes are sent when they are asked for, `everyMs` apart by their own account; `answers` says by whom. */
function asking(count: number, everyMs: number, answers: (target: Target) => boolean): Client {
  const stream: Client['stream'] = (next) => {
    const results: ProbeResult[] = [];
    const send = () => {
      const request = next();
      const outcome = answers(request.target) ? 'answered' : 'timeout';
      const backend = outcome === 'answered' ? BACKENDS[0].name : undefined;
      results.push({
        ...{ request, outcome, sentAt: results.length * everyMs, totalMs: 1, detail: '' },
        ...(backend !== undefined && { backend }),
      });
    };
    const stop = async () => {
      while (results.length < count) send();
      return results;
    };
    return { results, stop, [Symbol.asyncDispose]: async () => {} };
  };
  return scriptedClient(() => ({}), { stream });
}

async function answersOf(client: Client, ...added: Target[]) {
  const answers = firstAnswers(client, idle, BACKENDS, 'nonce');
  for (const each of added) answers.add(each, 0);
  return answers.stop(0, signal);
}

test('each is asked until it is answered', async () => {
  const { latenciesMs, unanswered } = await answersOf(
    asking(4, 50, () => true),
    one,
    two,
  );
  expect(latenciesMs).toEqual([0, 50]);
  expect(unanswered).toEqual([]);
});

test('one that stays silent is named, and not those behind it, which were not asked', async () => {
  const { unanswered, last } = await answersOf(
    asking(12, 300, ({ host }) => host !== 'one'),
    one,
    two,
  );
  expect(unanswered).toEqual([one]);
  expect(last).toBe('timeout');
});

test('those whose turn did not come in time can not be told', async () => {
  const slow = answersOf(
    asking(1, 300, () => true),
    one,
    two,
  );
  await expect(slow).rejects.toThrow('only 1 of 2 Services could be asked in the time for it');
  await expect(
    answersOf(
      asking(3, 300, ({ host }) => host !== 'one'),
      one,
    ),
  ).rejects.toThrow(HeldUp);
});
