/**
 * `npm run bench:catalogue -- --runs N [options of npm start]`: runs of the whole catalogue from nothing to everything removed. Each
 * is added to docs/catalogue-runs.json when it has ended, red ones too, so that a loop can be stopped and go on another time.
 */

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineRuns } from '../cluster/clean.ts';
import { connectEngine } from '../cluster/engine.ts';
import { EXIT_USAGE } from '../run/exit-codes.ts';
import { catalogueRunsTable } from './catalogue-figures.ts';
import { freshRun } from './fresh-runs.ts';
import { keepRun } from './keep-run.ts';
import { describeMachine } from './machine.ts';
import type { CatalogueRun } from './results.ts';
import { runningCommit } from './running-commit.ts';

const RESULTS = fileURLToPath(new URL('../../docs/catalogue-runs.json', import.meta.url));

const [flag, count, ...options] = process.argv.slice(2);
const runs = Number(count);
if (flag !== '--runs' || !(runs > 0)) {
  console.error('usage: npm run bench:catalogue -- --runs N [options of npm start, such as --proxy-mode nftables]');
  process.exit(EXIT_USAGE);
}

const engine = await connectEngine();
const machine = await describeMachine(engine);
const commit = runningCommit();
const reportsDir = resolve('report', 'bench', new Date().toISOString().replaceAll(':', '-'));
mkdirSync(reportsDir, { recursive: true });
for (let nth = 1; nth <= runs; nth += 1) {
  const before = await engineRuns(engine.docker);
  const { run, report } = await freshRun(join(reportsDir, String(nth).padStart(2, '0')), options);
  const { kubernetesVersion = 'unknown', proxyMode = 'unknown' } = report.cluster ?? {};
  const phases = report.phases.map(({ name, durationMs }) => ({ name, durationMs }));
  const beside = new Set([...before.keys(), ...(await engineRuns(engine.docker)).keys()]).size;
  const added: CatalogueRun = { ...run, commit, machine, kubernetesVersion, proxyMode, options, phases, beside };
  console.log(`\n${catalogueRunsTable(keepRun(RESULTS, added))}\n`);
}
console.log('npm run docs    # puts them into the README');
