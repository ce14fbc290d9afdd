import { expect, test } from '@jest/globals';
import { catalogueRunsTable } from './catalogue-figures.ts';
import type { CatalogueRun } from './results.ts';

const run = (proxyMode: string, verdict: string, seconds: number, options: readonly string[] = []): CatalogueRun => ({
  ...{ startedAt: '2026-01-01T00:00:00Z', durationMs: 600_000, commit: 'abc', machine: '2 cores' },
  ...{ verdict, totals: { passed: 89, failed: 0, inconclusive: 0, skipped: 3 }, notPassed: [] },
  ...{ kubernetesVersion: 'v1.36.3', proxyMode, options: ['--proxy-mode', proxyMode, ...options] },
  phases: [{ name: 'side by side', durationMs: seconds * 1000 }],
});

test('a line for each kind of run, red runs among them', () => {
  const runs = [
    run('iptables', 'passed', 100),
    run('nftables', 'passed', 90),
    run('iptables', 'failed', 200),
    run('iptables', 'passed', 1, ['--focus', 'API']),
    { ...run('nftables', 'inconclusive', 130), beside: 1 },
    { ...run('nftables', 'passed', 120), beside: 2, askedAgain: ['UDP-1: held up'] },
    {
      ...run('nftables', 'passed', 110),
      beside: 1,
      totals: { passed: 91, failed: 0, inconclusive: 0, skipped: 3 },
    },
  ];
  expect(catalogueRunsTable(runs).split('\n')).toEqual([
    expect.stringContaining('| passed |'),
    '|---|---|---|---|---|---|---|---|',
    '| v1.36.3 | iptables |  | no | 2 runs, 1 not passed | 89 of 92 | 150.0 s (100.0 to 200.0 s) |  |',
    '| v1.36.3 | nftables |  | no | 1 run, 0 not passed | 89 of 92 | 90.0 s (90.0 to 90.0 s) |  |',
    '| v1.36.3 | iptables | --focus API | no | 1 run, 0 not passed | 89 of 92 | 1.0 s (1.0 to 1.0 s) |  |',
    '| v1.36.3 | nftables |  | yes | 3 runs, 1 not passed, the last 2 passed; 1 requirement asked again | 89 to 91 of 92 to 94 | 120.0 s (110.0 to 130.0 s) |  |',
    '',
    expect.stringMatching(/^Measured by `npm run bench:catalogue` on 2 cores\./),
  ]);
});

test('where there are many, the last five are told apart', () => {
  const table = catalogueRunsTable(
    [300, 200, 104, 103, 102, 101, 100].map((seconds) => run('iptables', 'passed', seconds)),
  );
  expect(table).toContain('| 103.0 s (100.0 to 300.0 s); the last 5: 102.0 s (100.0 to 104.0 s) |');
});
