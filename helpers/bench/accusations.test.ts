import { expect, test } from '@jest/globals';
import { accusationsTable } from './accusations.ts';
import type { CatalogueRun } from './results.ts';

const run = (proxyMode: string, day: number, notPassed: readonly string[] = []): CatalogueRun => ({
  ...{ startedAt: new Date(Date.UTC(2026, 0, day)).toISOString(), durationMs: 1, commit: 'abc', machine: '2 cores' },
  ...{ verdict: '', totals: { passed: 1, failed: 0, inconclusive: 0, skipped: 0 }, notPassed },
  ...{ kubernetesVersion: 'v1.36.3', proxyMode, options: [], phases: [] },
});

test('whatever failed was accused, in the order of the runs, and what was in doubt was not', () => {
  const runs = [
    run('nftables', 3),
    run('iptables', 2, ['API-4 inconclusive: held up', 'UDP-5 skipped: too old']),
    run('nftables', 2, ['API-4 failed: 1 of 2 answered', 'UDP-1 failed: it failed again']),
    run('nftables', 1, ['DNS-1 failed: none']),
  ];
  expect(accusationsTable(runs).split('\n').slice(2)).toEqual([
    '| iptables | 1 | 0 | 0 of 1 | 1 |  |',
    '| nftables | 3 | 2 | 2 of 3 | 1 | DNS-1 (2026-01-01), API-4 (2026-01-02), UDP-1 (2026-01-02) |',
  ]);
});

test('of many runs the last thirty count by themselves', () => {
  const runs = Array.from({ length: 31 }, (_, day) => run('ipvs', day + 1, day === 0 ? ['API-4 failed: x'] : []));
  expect(accusationsTable(runs)).toContain('| ipvs | 31 | 1 | 0 of 30 | 30 | API-4 (2026-01-01) |');
});
