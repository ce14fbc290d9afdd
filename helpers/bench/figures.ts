/** The figures of a bench in the words of the README. */

import type { Bench, BenchRun } from './results.ts';
import { spreadOf } from './statistics.ts';

function spread(figures: readonly number[], digits: number, unit: string): string {
  const { min, median, max } = spreadOf(figures);
  return `${median.toFixed(digits)}${unit} (${min.toFixed(digits)} to ${max.toFixed(digits)}${unit})`;
}

const inSeconds = (ms: readonly number[]) =>
  spread(
    ms.map((each) => each / 1_000),
    1,
    ' s',
  );

/** Runs, and how many of them did not come out clean. */
function runs(list: readonly BenchRun[]): string {
  const red = list.filter(({ verdict }) => verdict !== 'passed').length;
  return `${list.length} runs, ${red} not passed`;
}

/** The README's table, from everything that was measured, red runs too. */
export function figuresTable(bench: Bench): string {
  const { starts, samplesMs, kept, fresh } = bench;
  const rows = [
    [
      'three nodes Ready, as a multiple of the one node of @testcontainers/k3s',
      spread(
        starts.map(({ plainMs, oursMs }) => oursMs / plainMs),
        2,
        '',
      ),
      `${starts.length} pairs`,
    ],
    ['— three nodes Ready', inSeconds(starts.map(({ oursMs }) => oursMs)), ''],
    ['— the one node of @testcontainers/k3s', inSeconds(starts.map(({ plainMs }) => plainMs)), ''],
    ['100 new connections from one pod, in one exec', spread(samplesMs, 0, ' ms'), `${samplesMs.length} times`],
    ['from a ready cluster to the report', inSeconds(kept.map(({ durationMs }) => durationMs)), runs(kept)],
    [
      '`npm start -- --profile article`, from nothing to everything removed',
      inSeconds(fresh.map(({ durationMs }) => durationMs)),
      runs(fresh),
    ],
  ];
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  const where = `Measured ${bench.measuredAt.slice(0, 10)} by \`npm run bench\` on ${bench.machine}; Kubernetes ${bench.kubernetesVersion}, kube-proxy ${bench.proxyMode}. Every run counts: [docs/bench.json](docs/bench.json) has each.`;
  return ['| | median (least to most) | of |', '|---|---|---|', ...lines, '', where].join('\n');
}
