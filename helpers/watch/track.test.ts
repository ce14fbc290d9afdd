import { expect, test } from '@jest/globals';
import type { Outcome, ProbeResult } from '../probe/probe.ts';
import { type Interval, Track } from './track.ts';

const T0 = Date.parse('2026-03-01T14:03:00.000Z');
const REQUEST = { target: { kind: 'ClusterIP', host: '10.43.0.7', port: 80 }, token: 't', timeoutMs: 2_000 } as const;

function probe(ms: number, outcome: Outcome, backend = 'shop/a'): ProbeResult {
  const base = { request: REQUEST, outcome, sentAt: T0 + ms, totalMs: 1, detail: outcome === 'answered' ? '' : 'why' };
  return outcome === 'answered' ? { ...base, backend } : base;
}

/** One probe every 500 ms, each with the outcome of its letter. */
const OUTCOMES: Record<string, Outcome> = { a: 'answered', t: 'timeout', r: 'refused', '?': 'broken' };

function track(letters: string, onChange?: (interval: Interval) => void): Track {
  const made = new Track(['shop/a'], onChange);
  [...letters].forEach((letter, index) => {
    const at = T0 + index * 500;
    made.add(probe(index * 500, OUTCOMES[letter] ?? 'stranger'), { begun: at, over: at + 1 });
  });
  return made;
}

function spans({ intervals }: Track): [string, number, number | null][] {
  return intervals.map(({ kind, from, to }) => [kind, from - T0, to === null ? null : to - T0]);
}

test.each([
  ['aaaa', []],
  ['aattaaaaaaaaa', [['broken', 1_000, 2_000]]],
  ['tta', [['broken', 0, 1_000]]],
  ['aat', [['broken', 1_000, null]]],
  // Answered in between, but not for long.
  ['atatataaaaaaaaa', [['broken', 500, 3_000]]],
  [
    'ataaaaaaaata',
    [
      ['broken', 500, 1_000],
      ['broken', 5_000, 5_500],
    ],
  ],
  ['a??aaaaaaaa', [['unknown', 500, 1_500]]],
  [
    'atx?raaaaaaaa',
    [
      ['broken', 500, 1_500],
      ['unknown', 1_500, 2_000],
      ['broken', 2_000, 2_500],
    ],
  ],
])('%s: %j', (letters, expected) => {
  const made = track(letters);
  made.end();
  expect(spans(made)).toEqual(expected);
});

test('what was answered between two failures belongs to the interval, what comes after it does not', () => {
  const made = track('ataataa');
  made.end();
  expect(made.intervals).toMatchObject([{ probes: 4, outcomes: { timeout: 2, answered: 2 } }]);
});

test('an answer of nobody of ours is none', () => {
  const made = new Track(['shop/a']);
  made.add(probe(0, 'answered', 'other/x'), { begun: T0, over: T0 });
  expect({ state: made.state, spans: spans(made) }).toEqual({ state: 'broken', spans: [['broken', 0, null]] });
});

test('while no probe is sent nobody can tell, and what was broken before is not said to have gone on', () => {
  const made = track('at');
  const at = T0 + 9_000;
  made.add(probe(9_000, 'answered'), { begun: at, over: at + 1 });
  made.end();
  expect(spans(made)).toEqual([
    ['broken', 500, 501],
    ['unknown', 501, 9_000],
  ]);
  expect(made.intervals[1]).toMatchObject({ detail: 'no probe was sent' });
});

test('the state is that of the last probe, and a change is told when it begins and when it is certain that it is over', () => {
  const told: string[] = [];
  const made = track('aatt', ({ kind, to }) => told.push(`${kind} ${to === null ? 'begins' : 'over'}`));
  expect({ state: made.state, told }).toEqual({ state: 'broken', told: ['broken begins'] });
  [4, 5, 6, 7, 8, 9, 10].forEach((index) => {
    made.add(probe(index * 500, 'answered'), { begun: T0 + index * 500, over: T0 + index * 500 + 1 });
    expect(made.state).toBe('answered');
  });
  expect(told).toEqual(['broken begins', 'broken over']);
  expect(made.intervals[0]).toMatchObject({ probes: 2, outcomes: { timeout: 2 }, detail: 'why' });
});

test('the timeline is true to time, however long a probe took', () => {
  const made = new Track(['shop/a']);
  // Probes that are not answered take 2 s each.
  for (const [ms, outcome] of [
    [0, 'answered'],
    [500, 'timeout'],
    [2_500, 'timeout'],
    [4_500, 'answered'],
  ] as const) {
    made.add(probe(ms, outcome), { begun: T0 + ms, over: T0 + ms + 1 });
  }
  made.end();
  expect(made.timeline(500, T0 + 6_000)).toEqual({
    startedAt: new Date(T0).toISOString(),
    everyMs: 500,
    marks: [
      { atMs: 500, text: 'broken from here' },
      { atMs: 4_500, text: 'answered again' },
    ],
    runs: [
      { outcome: 'answered', backend: null, count: 1 },
      { outcome: 'timeout', backend: null, count: 8 },
      { outcome: 'answered', backend: null, count: 3 },
    ],
  });
  expect(new Track([]).timeline(500, T0)).toBeNull();
});
