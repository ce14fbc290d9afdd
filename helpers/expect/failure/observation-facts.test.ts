import { expect, test } from '@jest/globals';
import { Check } from '../check.ts';
import { equal, none } from '../field-rules.ts';
import { expect as expectOf } from '../matchers/index.ts';
import { fieldsFacts, observationFacts } from './observation-facts.ts';
import { sampleAsked } from './sample-asked.ts';

test('words are counted without their times, and what a backend logged is among the facts', () => {
  const details = [3_000, 3_001].map((ms) => `no whole answer within ${ms} ms`);
  const asked = sampleAsked({
    results: [
      ...details.map((detail) => ({ outcome: 'timeout' as const, detail, totalMs: 3_000 })),
      { backend: 'shop/a' },
    ],
  });
  const arrivals = new Map([
    ['token-1', { backend: 'shop/b', from: '172.18.0.1' }],
    ['token-2', { backend: 'shop/a', from: '172.18.0.1' }],
  ]);
  expect(observationFacts(asked, arrivals)).toMatchObject({
    from: { kind: 'pod', name: 'pod suite/client', node: 'node-1', address: '10.42.0.9' },
    to: { kind: 'nodePort', host: '172.18.0.3', port: 30_080, protocol: 'TCP', node: 'node-2' },
    ...{ asExpected: false, holds: null, outcomes: { timeout: 2, answered: 1 }, spanMs: 2_001 },
    words: [{ outcome: 'timeout', detail: 'no whole answer within … ms', count: 2 }],
    // What was answered needs no log.
    arrived: [{ backend: 'shop/b', from: '172.18.0.1', count: 1 }],
  });
});

test('of judged values those that are wrong are among the facts', () => {
  const check = new Check('SAMPLE-7', () => 'token', new AbortController().signal);
  const judged = check.fields('20 ports of shop/web', { moved: ['a'], unanswered: 0 }, 'kubectl get service');
  const right = check.fields('Service shop/web', { moved: [] }, 'kubectl get service');
  expectOf(right).toHaveFields({ moved: none });
  expect(() => expectOf(judged).toHaveFields({ moved: none, unanswered: equal(0) })).toThrow('moved: expected none');
  expect(fieldsFacts([right, judged])).toEqual([
    {
      ...{ about: '20 ports of shop/web', service: 'shop/web', client: 'the API' },
      wrong: [{ path: 'moved', expected: 'none', value: ['a'] }],
    },
  ]);
});
