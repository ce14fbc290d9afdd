/** `npm run docs`: writes the README's generated parts, docs/detection.md and docs/mutation.md; with --check it writes nothing and fails where they are stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { accusationsTable } from './bench/accusations.ts';
import { catalogueRunsTable } from './bench/catalogue-figures.ts';
import { type FaultRun, faultFigures } from './bench/fault-figures.ts';
import { figuresTable } from './bench/figures.ts';
import { type Planned, planTable } from './bench/plan/plan-table.ts';
import type { Bench, CatalogueRun } from './bench/results.ts';
import { chaosSentence } from './chaos/figures.ts';
import type { KeptChaos } from './chaos/results.ts';
import { CONDITIONS } from './cluster/reference/conditions/all.ts';
import { comparisonTable } from './compare/figures.ts';
import type { Comparison } from './compare/results.ts';
import { detectionFigures, detectionText } from './faults/detection.ts';
import { readTrials } from './faults/record.ts';
import { TRIALS } from './faults/trials.ts';
import { mutationSentence, mutationText } from './mutation/figures.ts';
import type { MutationRecord } from './mutation/results.ts';
import { catalogueTable, replaceBetween } from './report/catalogue-markdown.ts';
import { diagnosisTable } from './report/diagnosis/diagnosis-markdown.ts';
import { markdownTable } from './report/markdown-table.ts';
import { REQUIREMENTS } from './requirements.ts';
import { USAGE } from './run/usage.ts';

const README = new URL('../README.md', import.meta.url);
const BENCH = new URL('../docs/bench.json', import.meta.url);
const CATALOGUE_RUNS = new URL('../docs/catalogue-runs.json', import.meta.url);
const PLAN = new URL('../docs/plan.json', import.meta.url);
const REFERENCE_FAULTS = new URL('../docs/reference-faults.json', import.meta.url);
const DIFFERENCES = new URL('../docs/differences.json', import.meta.url);
const CHAOS = new URL('../docs/chaos.json', import.meta.url);
const MUTATION = new URL('../docs/mutation.json', import.meta.url);
const FAULTS = fileURLToPath(new URL('../docs/faults/', import.meta.url));
const MUTATION_BY_FILE = new URL('../docs/mutation.md', import.meta.url);
const DETECTION = new URL('../docs/detection.md', import.meta.url);
const TRANSCRIPT = new URL('../docs/transcript.txt', import.meta.url);

/** As a terminal of this width shows it. */
const COLUMNS = 132;

function codeBlock(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}

function cut(line: string): string {
  return line.length <= COLUMNS ? line : `${line.slice(0, COLUMNS - 1)}…`;
}

const plan = planTable(JSON.parse(readFileSync(PLAN, 'utf8')) as Planned[]);
const mutation = JSON.parse(readFileSync(MUTATION, 'utf8')) as MutationRecord;
const runs = JSON.parse(readFileSync(CATALOGUE_RUNS, 'utf8')) as CatalogueRun[];
const accusations = accusationsTable(runs);
const trials = readTrials(FAULTS);
const parts: Record<string, string> = {
  requirements: catalogueTable(REQUIREMENTS),
  diagnoses: diagnosisTable(),
  usage: codeBlock(USAGE),
  figures: figuresTable(JSON.parse(readFileSync(BENCH, 'utf8')) as Bench),
  'catalogue-runs': catalogueRunsTable(runs),
  accusations,
  plan: markdownTable(plan.columns, plan.rows),
  'reference-faults': faultFigures(
    JSON.parse(readFileSync(REFERENCE_FAULTS, 'utf8')) as FaultRun[],
    Object.keys(CONDITIONS),
  ),
  differences: comparisonTable(JSON.parse(readFileSync(DIFFERENCES, 'utf8')) as Comparison[]),
  chaos: chaosSentence(JSON.parse(readFileSync(CHAOS, 'utf8')) as KeptChaos[]),
  mutation: mutationSentence(mutation),
  faults: detectionFigures(TRIALS, trials),
  transcript: codeBlock(
    `$ npm start -- --profile article\n${readFileSync(TRANSCRIPT, 'utf8')}`.split('\n').map(cut).join('\n'),
  ),
};
const readme = readFileSync(README, 'utf8');
const drawn = [
  {
    path: README,
    text: Object.entries(parts).reduce((text, [marker, part]) => replaceBetween(text, marker, part), readme),
  },
  { path: DETECTION, text: detectionText(TRIALS, trials, accusations) },
  { path: MUTATION_BY_FILE, text: mutationText(mutation) },
];
for (const { path, text } of drawn) {
  const isStale = !existsSync(path) || readFileSync(path, 'utf8') !== text;
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (isStale) {
    console.error(`${fileURLToPath(path)}: what is generated there is stale; run: npm run docs`);
    process.exitCode = 1;
  }
}
