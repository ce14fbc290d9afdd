import { expect, test } from '@jest/globals';
import type { ProbeResult } from './probe.ts';
import { summarize } from './summary.ts';

const request = { target: { kind: 'pod IP', host: '10.0.0.1', port: 80 }, token: 't', timeoutMs: 1 } as const;
const result = (part: Partial<ProbeResult>): ProbeResult => ({
  request,
  outcome: 'answered',
  sentAt: 0,
  totalMs: 1,
  detail: '',
  ...part,
});

test('counts what came; only whole answers count for a backend and for latency', () => {
  expect(
    summarize([
      result({ backend: 'web/a', totalMs: 9 }),
      result({ backend: 'web/b', totalMs: 2 }),
      result({ backend: 'web/a', totalMs: 4 }),
      result({ backend: 'web/a', totalMs: 3.3335 }),
      result({ outcome: 'timeout', backend: 'web/c', totalMs: 3000 }),
      result({ outcome: 'broken', totalMs: 0 }),
    ]),
  ).toEqual({
    probes: 6,
    outcomes: { answered: 4, timeout: 1, broken: 1 },
    backends: { 'web/a': 3, 'web/b': 1 },
    latencyMs: { median: 3.667, worst: 9 },
  });
});

test('nothing answered, no latency', () => {
  expect(summarize([])).toEqual({ probes: 0, outcomes: {}, backends: {}, latencyMs: null });
});

test('an answer without a backend is counted for none', () => {
  expect(summarize([result({})])).toMatchObject({ outcomes: { answered: 1 }, backends: {} });
  expect(Object.keys(summarize([result({})]).backends)).toEqual([]);
});
