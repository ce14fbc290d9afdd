import { expect, test } from '@jest/globals';
import { Check } from '../check.ts';
import { equal, none } from '../field-rules.ts';
import { expect as expectOf } from '../matchers/index.ts';
import type { Continuity, Sampling } from '../observation.ts';
import { scriptedClient } from '../scripted-client.ts';
import { fieldsFacts, observationFacts } from './observation-facts.ts';
import { sampleAsked, sampleSilence } from './sample-asked.ts';

const FROM = { kind: 'pod', name: 'pod suite/client', node: 'node-1', address: '10.42.0.9' };
const TO = { kind: 'nodePort', host: '172.18.0.3', port: 30_080, protocol: 'TCP', service: 'shop/web', node: 'node-2' };
const timeout = (detail: string, sentAt: number) => ({
  ...{ outcome: 'timeout' as const, detail, sentAt, totalMs: 3_000.4 },
});

test('words are counted without their times, and what a backend logged is among the facts', () => {
  const asked = sampleAsked({
    results: [
      timeout('no whole answer within 3000 ms', 500),
      timeout('no whole answer within 3001 ms', 1_500),
      { backend: 'shop/a', sentAt: 2_500 },
      { outcome: 'broken', detail: 'no exec', sentAt: 3_500 },
      timeout('no whole answer within 3001 ms', 4_500),
    ],
  });
  const arrivals = new Map([
    ['token-0', { backend: 'shop/b', from: '172.18.0.1' }],
    ['token-1', { backend: 'shop/b', from: '172.18.0.3' }],
    // What was answered needs no log, and of what could not be made it says nothing.
    ['token-2', { backend: 'shop/a', from: '172.18.0.1' }],
    ['token-3', { backend: 'shop/a', from: '172.18.0.1' }],
    ['token-4', { backend: 'shop/b', from: '172.18.0.1' }],
  ]);
  expect(observationFacts(asked, arrivals)).toEqual({
    ...{ kind: 'sampling', from: FROM, to: TO, expected: 'each of 2 new connections answered', asExpected: false },
    ...{ holds: null, outcomes: { timeout: 3, answered: 1, broken: 1 }, backends: { 'shop/a': 1 } },
    ...{ startedAt: '1970-01-01T00:00:00.500Z', spanMs: 7_000, control: null },
    words: [
      { outcome: 'timeout', detail: 'no whole answer within … ms', count: 3 },
      { outcome: 'broken', detail: 'no exec', count: 1 },
    ],
    arrived: [
      { backend: 'shop/b', from: '172.18.0.1', count: 2 },
      { backend: 'shop/b', from: '172.18.0.3', count: 1 },
    ],
  });
});

test('the five most frequent words come, the most frequent first', () => {
  const details = ['a', 'b', 'c', 'd', 'e', 'f', 'f', 'e', 'f'];
  const { words } = observationFacts(
    sampleAsked({ results: details.map((detail, index) => timeout(detail, index)) }),
    new Map(),
  );
  expect(words.map(({ detail, count }) => `${count} ${detail}`)).toEqual(['3 f', '2 e', '1 a', '1 b', '1 c']);
});

test('of a silence it is the negatives that are told, beside what its control saw', () => {
  const asked = sampleSilence({
    results: [timeout('no answer', 0), { backend: 'shop/a' }],
    evidence: null,
    holds: false,
  });
  expect(observationFacts(asked, new Map())).toMatchObject({
    ...{
      kind: 'silence',
      to: TO,
      asExpected: false,
      holds: false,
      outcomes: { timeout: 1, answered: 1 },
      spanMs: 1_001,
    },
    words: [{ outcome: 'timeout', detail: 'no answer', count: 1 }],
    control: {
      to: { kind: 'ClusterIP', host: '10.43.0.7', port: 80, protocol: 'TCP', service: 'shop/web', node: null },
      outcomes: { answered: 2 },
    },
  });
});

test('what was never sent has no beginning; a place outside has no node, and a target need not have a Service', () => {
  const { node: _node, address: _address, ...nowhere } = scriptedClient(() => ({}), { kind: 'outside', name: 'here' });
  const target = { kind: 'pod IP', host: '10.42.0.5', port: 80, protocol: 'UDP' } as const;
  expect(observationFacts(sampleAsked({ client: nowhere, target, results: [] }), new Map())).toMatchObject({
    from: { kind: 'outside', name: 'here', node: null, address: null },
    to: { ...target, service: null, node: null },
    ...{ startedAt: null, spanMs: 0, words: [], arrived: [] },
  });
});

test('of requests through one socket it is told in what order they ended, of new connections it is not', () => {
  const asked = sampleAsked();
  const { client, target, of } = asked;
  const runs = [{ outcome: 'timeout' as const, backend: null, count: 2 }];
  const timeline = { startedAt: '1970-01-01T00:00:00.000Z', everyMs: 1_000, marks: [], runs };
  const factsOf = (oneSocket: boolean, kept: typeof timeline | null = timeline) => {
    const { results } = asked.observation as Sampling;
    const observation: Continuity = {
      ...{ kind: 'continuity', requirement: 'SAMPLE-7', cell: { ...asked.observation.cell, timeline: kept } },
      ...{ client, target, backends: of.backends, results, marks: [], everyMs: 1_000, oneSocket, evidence: null },
    };
    return observationFacts({ ...asked, observation }, new Map());
  };
  expect(factsOf(true).connection).toEqual(timeline);
  expect(factsOf(false)).not.toHaveProperty('connection');
  expect(factsOf(true, null)).not.toHaveProperty('connection');
  expect(observationFacts(asked, new Map())).not.toHaveProperty('connection');
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
