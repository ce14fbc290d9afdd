import { expect, test } from '@jest/globals';
import { endedAs } from '../expect/probe-rules.ts';
import type { Outcome, ProbeResult } from '../probe/probe.ts';
import { heldFor } from './held-for.ts';

const request = { target: { kind: 'ClusterIP', host: '10.43.0.1', port: 8123 }, token: 't', timeoutMs: 1 } as const;
const sent = (sentAt: number, outcome: Outcome): ProbeResult => ({ request, outcome, sentAt, totalMs: 1, detail: '' });

const held = heldFor(endedAs('refused'), 100, 1_000);

test('what was wrong starts the time anew', () => {
  const results = [sent(1_000, 'refused'), sent(1_050, 'timeout'), sent(1_100, 'refused'), sent(1_199, 'refused')];
  expect(held(results)).toBe(false);
  expect(held([...results, sent(1_200, 'refused')])).toBe(true);
  expect(held([...results, sent(1_200, 'timeout')])).toBe(false);
});

test('what was sent before does not count', () => {
  expect(held([sent(900, 'refused'), sent(1_099, 'refused')])).toBe(false);
  expect(held([sent(900, 'timeout'), sent(1_000, 'refused'), sent(1_100, 'refused')])).toBe(true);
});

test('nothing is never long enough', () => {
  expect(heldFor(endedAs('refused'), 0, 0)([])).toBe(false);
});
