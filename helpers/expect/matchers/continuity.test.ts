import { test } from '@jest/globals';
import type { ProbeResult } from '../../probe/probe.ts';
import { Inconclusive } from '../inconclusive.ts';
import type { Continuity } from '../observation.ts';
import { BACKENDS, balanced, CLUSTER_IP, scriptedClient } from '../scripted-client.ts';
import { expect } from './index.ts';

const CELL = {
  ...{
    client: 'pod suite/client',
    target: 'ClusterIP 10.43.0.7:80 of shop/web',
    expected: 'all',
    holds: null,
    probes: 20,
  },
  ...{ outcomes: { answered: 20 }, backends: {}, missChance: null, settledMs: null, latencyMs: null },
  ...{ control: null, repeat: 'curl http://10.43.0.7:80/' },
};

function flowing(stated: (nth: number) => Partial<ProbeResult>, count = 20): Continuity {
  const results = Array.from({ length: count }, (_, nth): ProbeResult => {
    const request = { target: CLUSTER_IP, token: `${nth}`, timeoutMs: 3_000 };
    return {
      request,
      outcome: 'answered',
      backend: 'shop/a',
      sentAt: nth * 100,
      totalMs: 1,
      detail: '',
      ...stated(nth),
    };
  });
  const base = { kind: 'continuity', requirement: 'SAMPLE-3', cell: { ...CELL }, everyMs: 100 } as const;
  const who = { client: scriptedClient(balanced), target: CLUSTER_IP, marks: [] };
  return { ...base, ...who, backends: BACKENDS, results, oneSocket: false, evidence: null };
}

test('passes when each connection was answered', () => {
  expect(flowing(() => ({}))).toBeAnsweredThroughout();
});

test('one lost connection fails it, and the timeline shows when', () => {
  const one = flowing((nth) => (nth === 3 ? { outcome: 'refused', detail: 'Connection refused' } : {}));
  expect(() => expect(one).toBeAnsweredThroughout()).toThrow(
    /1 of 20 connections were lost\n[\s\S]*timeline: \.\.\.r\.{16} /,
  );
});

test('an answer of another Service is a lost connection', () => {
  expect(() => expect(flowing(() => ({ backend: 'shop/other' }))).toBeAnsweredThroughout()).toThrow(
    '20 of 20 connections were lost',
  );
});

test.each([
  [
    'a broken probe',
    flowing((nth) => (nth === 5 ? { outcome: 'broken' as const } : {})),
    '1 of 20 probes could not be made',
  ],
  [
    'a pause',
    flowing((nth) => ({ sentAt: nth < 10 ? nth * 100 : 5_000 + nth * 100 })),
    'the traffic paused for 5100 ms, more than 3000 ms',
  ],
  ['a single probe', flowing(() => ({}), 1), 'one probe alone is no continuous traffic'],
  ['nothing', flowing(() => ({}), 0), 'no probe was sent'],
])('can not tell from %s', (_, continuity, words) => {
  expect(() => expect(continuity).toBeAnsweredThroughout()).toThrow(Inconclusive);
  expect(() => expect(continuity).toBeAnsweredThroughout()).toThrow(words);
});

test('.not is refused', () => {
  expect(() => expect(flowing(() => ({}))).not.toBeAnsweredThroughout()).toThrow(
    'expect(…).not.toBeAnsweredThroughout() would pass on anything else: toReachNobody() holds a silence',
  );
});

test('a connection that could not be asked in time, and answers on, was not cut; whether it still is, can not be told', () => {
  const paused = flowing((nth) => (nth === 7 ? { outcome: 'broken' } : {}));
  expect(paused).toStickToOneBackend();
  const ended = flowing((nth) => (nth >= 18 ? { outcome: 'broken' } : {}));
  expect(() => expect(ended).toStickToOneBackend()).toThrow('2 of 20 probes could not be made');
});

test('a connection that was late with an answer, and answers on, was not cut', () => {
  const late = flowing((nth) => (nth === 7 ? { outcome: 'timeout' } : {}));
  expect(late).toStickToOneBackend();
});

test('a connection that answers no more was cut, and so was one that another backend answers', () => {
  const silent = flowing((nth) => (nth > 17 ? { outcome: 'timeout' } : {}));
  expect(() => expect(silent).toStickToOneBackend()).toThrow('2 of 20 were not answered by shop/a');
  const moved = flowing((nth) => (nth === 7 ? { backend: 'shop/b' } : {}));
  expect(() => expect(moved).toStickToOneBackend()).toThrow('1 of 20 were not answered by shop/a');
  const reset = flowing((nth) => (nth === 7 ? { outcome: 'stranger' } : {}));
  expect(() => expect(reset).toStickToOneBackend()).toThrow('1 of 20 were not answered by shop/a');
});
