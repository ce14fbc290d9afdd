/** The figures of a bench in the words of the README. */

import type { Bench } from './results.ts';
import { inSeconds, runsInWords, spread } from './words.ts';

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
    ['from a ready cluster to the report', inSeconds(kept.map(({ durationMs }) => durationMs)), runsInWords(kept)],
    [
      '`npm start -- --profile article`, from nothing to everything removed',
      inSeconds(fresh.map(({ durationMs }) => durationMs)),
      runsInWords(fresh),
    ],
  ];
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  const where = `Measured ${bench.measuredAt.slice(0, 10)} by \`npm run bench\` on ${bench.machine}; Kubernetes ${bench.kubernetesVersion}, kube-proxy ${bench.proxyMode}. Every run counts: [docs/bench.json](docs/bench.json) has each.`;
  return ['| | median (least to most) | of |', '|---|---|---|', ...lines, '', where].join('\n');
}
