import { expect, test } from '@jest/globals';
import { chaosSentence } from './figures.ts';
import type { KeptChaos } from './results.ts';

const RUN: KeptChaos = {
  ...{ startedAt: '2026-11-28T12:00:00.000Z', durationMs: 60_000, commit: 'abc', profile: 'article' },
  ...{ seed: 7, kinds: ['cut', 'busy'], share: 0.1, kubernetesVersion: 'v1.36.3', proxyMode: 'iptables' },
  ...{ requests: 500, troubles: { delay: 0, cut: 20, busy: 30, error: 0, half: 0 } },
  totals: { passed: 10, inconclusive: 2, skipped: 0, failed: 0 },
  ...{ inconclusive: [], errors: [], wrong: [] },
};

test('a run in words', () => {
  expect(chaosSentence([])).toBe('No run on real nodes has been kept yet.');
  expect(chaosSentence([RUN])).toBe(
    '- 2026-11-28, real nodes of v1.36.3 (iptables), profile article, seed 7, 10 % of requests: 500 requests with 20 cut, 30 busy; ' +
      '10 passed, 2 could not tell and named the trouble, 0 skipped, 0 failed: nothing was accused, and nothing was left behind.',
  );
});

test('what was wrong is said', () => {
  expect(chaosSentence([{ ...RUN, wrong: ['left: services a/b'] }])).toContain(': 1 were wrong: left: services a/b.');
});
