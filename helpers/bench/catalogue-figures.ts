/** The figures of the runs of the whole catalogue in the words of the README. */
import type { CatalogueRun } from './results.ts';
import { inSeconds, runsInWords } from './words.ts';

/** So many runs show what the suite is like now. */
const LATEST = 5;

/** A line for each Kubernetes, mode of kube-proxy and set of options, from every run that was made of it. */
export function catalogueRunsTable(runs: readonly CatalogueRun[]): string {
  if (runs.length === 0) return 'No run has been kept yet.';
  const kinds = Map.groupBy(runs, ({ kubernetesVersion, proxyMode, options, beside = 0 }) =>
    [
      ...[kubernetesVersion, proxyMode, options.filter((_, n) => !isMode(options, n)).join(' ')],
      beside > 0 ? 'yes' : 'no',
    ].join(' | '),
  );
  const rows = [...kinds].map(([kind, all]) => {
    const phase = (name: string) =>
      all.flatMap(({ phases }) => phases.flatMap((each) => (each.name === name ? [each.durationMs] : [])));
    const phases = [phase('side by side'), phase('disturbing, one at a time')];
    const passed = all.map(({ totals }) => totals.passed);
    const checked = all.map(({ totals }) => Object.values(totals).reduce((sum, count) => sum + count, 0));
    return [...[kind, runsInWords(all), `${spanOf(passed)} of ${spanOf(checked)}`], ...phases.map(phaseInWords)].join(
      ' | ',
    );
  });
  const machines = [...new Set(runs.map(({ machine }) => machine))].join('; and on ');
  return [
    `| Kubernetes | kube-proxy | further options | another cluster beside | runs | passed | those that disturb no node | those that do |`,
    '|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
    `Measured by \`npm run bench:catalogue\` on ${machines}. Every run counts: [docs/catalogue-runs.json](docs/catalogue-runs.json) has each, with its commit and what did not pass.`,
  ].join('\n');
}

/** Of every run, and of the last alone: what the suite is like now. */
function phaseInWords(ms: readonly number[]): string {
  if (ms.length === 0) return '';
  const latest = ms.length > LATEST ? `; the last ${LATEST}: ${inSeconds(ms.slice(-LATEST))}` : '';
  return `${inSeconds(ms)}${latest}`;
}

/** `87`, `81 to 87`. */
function spanOf(counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? `${least}` : `${least} to ${most}`;
}

/** The mode has a column of its own. */
function isMode(options: readonly string[], index: number): boolean {
  return options[index] === '--proxy-mode' || options[index - 1] === '--proxy-mode';
}
