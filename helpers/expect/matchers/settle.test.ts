import { test } from '@jest/globals';
import { systemClock } from '../../kube/clock.ts';
import type { ProbeResult } from '../../probe/probe.ts';
import { Inconclusive } from '../inconclusive.ts';
import type { Continuity } from '../observation.ts';
import { Observer } from '../observer.ts';
import { answeredBy, endedAs } from '../probe-rules.ts';
import { BACKENDS, balanced, CLUSTER_IP, scriptedClient } from '../scripted-client.ts';
import { expect } from './index.ts';

const [A, B] = BACKENDS;
const GONE = { at: 1_000, text: 'the slice says that shop/a is gone' };

/** Forty probes, one every 100 ms from 0 ms on. */
function traffic(stated: (atMs: number) => Partial<ProbeResult>, count = 40): Continuity {
  const results = Array.from({ length: count }, (_, nth): ProbeResult => {
    const request = { target: CLUSTER_IP, token: `${nth}`, timeoutMs: 3_000 };
    const base = {
      request,
      outcome: 'answered',
      backend: 'shop/b',
      sentAt: nth * 100,
      totalMs: 1,
      detail: '',
    } as const;
    return { ...base, ...stated(nth * 100) };
  });
  const client = scriptedClient(balanced);
  const cell = new Observer('SAMPLE-7', () => 't', new AbortController().signal, systemClock).traffic(
    client,
    CLUSTER_IP,
    'traffic',
    BACKENDS,
  );
  const base = { kind: 'continuity', requirement: 'SAMPLE-7', cell, client, target: CLUSTER_IP } as const;
  const how = { everyMs: 100, oneSocket: false };
  return { ...base, backends: BACKENDS, results, marks: [GONE], ...how, evidence: null };
}

const until = (end: number) => (atMs: number) => ({ backend: atMs <= end ? A.name : B.name });

test('passes when the old backend is gone in time, and says how long the node took', () => {
  const seen = traffic(until(1_700));
  expect(seen).toSettle(answeredBy([B]), { after: GONE, within: 1_000, clock: 'endpoints' });
  expect(seen.cell).toMatchObject({
    holds: true,
    settledMs: 800,
    programmed: { node: 'node-1', clock: 'endpoints', ms: 800 },
  });
});

test('what came before the mark is not judged', () => {
  const seen = traffic(until(900));
  expect(seen).toSettle(answeredBy([B]), { after: GONE, within: 0 });
  expect(seen.cell.settledMs).toBe(0);
});

test('fails when the old backend is still reached after the bound', () => {
  expect(() => expect(traffic(until(2_500))).toSettle(answeredBy([B]), { after: GONE, within: 1_000 })).toThrow(
    'SAMPLE-7: pod suite/client on node node-1 (10.42.0.9) -> ClusterIP 10.43.0.7:80 of shop/web: 1500 ms after "the slice says that shop/a is gone" it was not yet "answered by shop/b"',
  );
});

test('fails when it comes back', () => {
  const back = traffic((atMs) => ({ backend: atMs === 3_000 ? A.name : B.name }));
  expect(() => expect(back).toSettle(answeredBy([B]), { after: GONE, within: 1_000 })).toThrow('2000 ms after');
});

test('a probe that could not be made while it may still be otherwise puts nothing in doubt', () => {
  const seen = traffic((atMs) => (atMs === 1_800 ? { outcome: 'broken' } : {}));
  expect(seen).toSettle(answeredBy([B]), { after: GONE, within: 1_000 });
});

test('settles on refusal as well, and an answer cut short is none', () => {
  const refused = traffic((atMs) => (atMs > 1_200 ? ({ outcome: 'refused', backend: undefined } as never) : {}));
  expect(refused).toSettle(endedAs('refused'), { after: GONE, within: 1_000 });
  const cut = traffic(() => ({ outcome: 'refused' }));
  expect(() => expect(cut).toSettle(endedAs('refused'), { after: GONE, within: 1_000 })).toThrow('it was not yet');
});

test.each([
  [
    'a broken probe',
    traffic((atMs) => (atMs === 3_000 ? { outcome: 'broken' } : {})),
    '1 of 30 probes could not be made',
  ],
  [
    'an early end',
    traffic(until(1_700), 20),
    'the traffic ended after 2 probes that were as expected, too early to tell',
  ],
  ['an end before the mark', traffic(() => ({}), 5), 'the traffic ended after 0 probes'],
])('can not tell from %s', (_, seen, words) => {
  const judge = () => expect(seen).toSettle(answeredBy([B]), { after: GONE, within: 1_000 });
  expect(judge).toThrow(Inconclusive);
  expect(judge).toThrow(words);
});

test('.not is refused', () => {
  expect(() => expect(traffic(() => ({}))).not.toSettle(answeredBy([B]), { after: GONE, within: 0 })).toThrow(
    'would pass on anything else',
  );
});

const SETTLING = { after: GONE, within: 1_000 };

function messageOf(seen: Continuity): string {
  try {
    expect(seen).toSettle(answeredBy([B]), SETTLING);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it did not fail');
}

test('its expectation and its timeline say what had to come and from when on', () => {
  const message = messageOf(
    traffic((atMs) => ({ ...until(2_500)(atMs), ...(atMs === 2_600 && { outcome: 'broken' }) })),
  );
  expect(message).toContain(
    'expected: traffic; at most 1000 ms after "the slice says that shop/a is gone" and from then on: answered by shop/b',
  );
  expect(message).toMatch(/timeline: a{16}b\.{13} \(13 of 30 as expected;/);
});

test('five probes that are right show that it settled, four do not, and broken ones are none of them', () => {
  expect(traffic(until(1_000), 16)).toSettle(answeredBy([B]), SETTLING);
  expect(messageOf(traffic(until(1_000), 15))).toContain('after 4 probes that were as expected');
  expect(traffic(until(1_000), 16).cell).not.toHaveProperty('programmed');
});

test('a change whose clock nobody names has no time of its own', () => {
  const seen = traffic(until(1_700));
  expect(seen).toSettle(answeredBy([B]), SETTLING);
  expect(seen.cell).not.toHaveProperty('programmed');
});

test('its refusals name it', () => {
  expect(() => expect(traffic(() => ({}))).not.toSettle(answeredBy([B]), SETTLING)).toThrow(
    'expect(…).not.toSettle() would pass on anything else: say where it must settle',
  );
  expect(() => expect(null).toSettle(answeredBy([B]), SETTLING)).toThrow('toSettle judges an observation of kind "con');
});
