/** What the comparisons found, in the words of the README. */
import type { Comparison } from './results.ts';

/** A line for each Kubernetes and mode of kube-proxy, from every run that was kept of it. */
export function comparisonTable(runs: readonly Comparison[]): string {
  if (runs.length === 0) return 'No comparison has been kept yet.';
  const kinds = Map.groupBy(runs, ({ kubernetesVersion, proxyMode }) => `${kubernetesVersion} | ${proxyMode}`);
  const rows = [...kinds].map(([kind, all]) => {
    const sum = (of: (run: Comparison) => number) => all.reduce((total, run) => total + of(run), 0);
    const last = all.at(-1);
    return [
      ...[kind, all.length, sum(({ cases }) => cases), sum(({ differences }) => differences.length)],
      sum(({ differences }) => differences.filter(({ reason }) => reason === '').length),
      ...[sum(({ broken }) => broken), last && summary(last)],
    ].join(' | ');
  });
  return [
    '| Kubernetes | kube-proxy | runs | cases | differences | unexplained | not asked | the last run |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
    'Measured by `npm run compare:reference`. Every run counts, red ones too: [docs/differences.json](docs/differences.json) has each, with its seed, and every difference with both answers.',
  ].join('\n');
}

function summary({ seed, cases, differences, broken }: Comparison): string {
  const unexplained = differences.filter(({ reason }) => reason === '').length;
  return `seed ${seed}: ${cases} cases, ${differences.length} differences, ${unexplained} unexplained, ${broken} not asked`;
}
