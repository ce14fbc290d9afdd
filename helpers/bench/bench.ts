/** `npm run bench`: measures on this machine, prints the figures, and keeps every run in docs/bench.json and its report in report/bench/. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { connectEngine } from '../cluster/engine.ts';
import { runLabels } from '../cluster/labels.ts';
import { thisProcess } from '../cluster/owner.ts';
import { commandLine, countOf } from '../run/command-line.ts';
import { parseOptions } from '../run/options.ts';
import type { BenchContext } from './context.ts';
import { figuresTable } from './figures.ts';
import { freshRun } from './fresh-runs.ts';
import { keptRuns } from './kept-runs.ts';
import { describeMachine } from './machine.ts';
import type { Bench } from './results.ts';
import { pairOfStarts } from './starts.ts';

/** The whole bench, in ms: after this its containers belong to nobody. */
const BENCH_MS = 3 * 3_600_000;
const TRANSCRIPT = new URL('../../docs/transcript.txt', import.meta.url);
const RESULTS = new URL('../../docs/bench.json', import.meta.url);

const counts = commandLine('npm run bench -- [--starts N] [--kept N] [--fresh N]', () => {
  const { values } = parseArgs({
    options: {
      starts: { type: 'string', default: '5' },
      kept: { type: 'string', default: '30' },
      fresh: { type: 'string', default: '5' },
    },
  });
  return {
    starts: countOf('--starts', values.starts, 0),
    kept: countOf('--kept', values.kept, 0),
    fresh: countOf('--fresh', values.fresh, 0),
  };
});
const options = parseOptions([], process.env);
const measuredAt = new Date().toISOString();
const reportsDir = resolve('report', 'bench', measuredAt.replaceAll(':', '-'));
mkdirSync(reportsDir, { recursive: true });

function contextOf(purpose: string): BenchContext {
  const runId = `sc-${purpose}-${randomBytes(2).toString('hex')}`;
  const labels = runLabels({ runId, owner: thisProcess(), expiresAt: Date.now() + BENCH_MS });
  return { image: options.images.k3s, runId, labels, reportsDir };
}

async function times<T>(count: number, measure: (nth: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let nth = 1; nth <= count; nth += 1) results.push(await measure(nth));
  return results;
}

const engine = await connectEngine();
const machine = await describeMachine(engine);
const starts = await times(counts.starts, (nth) => pairOfStarts(contextOf('start'), nth % 2 === 0));
const kept = await keptRuns(contextOf('kept'), options, counts.kept);
const fresh = await times(counts.fresh, (nth) =>
  freshRun(join(reportsDir, `fresh-${String(nth).padStart(2, '0')}`), ['--profile', 'article']),
);
const bench: Bench = { measuredAt, machine, starts, ...kept, fresh: fresh.map(({ run }) => run) };
writeFileSync(join(reportsDir, 'bench.json'), `${JSON.stringify(bench, null, 2)}\n`);
writeFileSync(TRANSCRIPT, fresh.at(-1)?.transcript ?? '');
writeFileSync(RESULTS, `${JSON.stringify(bench, null, 2)}\n`);
console.log(`\n${figuresTable(bench)}\n\nnpm run docs    # puts them into the README`);
