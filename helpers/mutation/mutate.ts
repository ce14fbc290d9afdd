/**
 * `npm run mutate -- [--minutes N] [FILE…]`: changes the suite's own code in small ways, and looks whether the unit tests notice, or else
 * the specs on the reference cluster: without sockets, and with them where those did not come by. What became of a file is written to
 * docs/mutation.json at once, and kept for as long as the file and its unit tests stay as they are.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeAtomically } from '../report/atomic-file.ts';
import { commandLine, countOf } from '../run/command-line.ts';
import { oneOf } from '../run/one-of.ts';
import { sideBySide } from '../scene/side-by-side.ts';
import { faultBattery } from './fault-battery.ts';
import { scoreLine } from './figures.ts';
import { HEALTHY } from './healthy.ts';
import { judgeFile, orElse } from './judge-file.ts';
import { type Judges, judgeStage } from './judge-stage.ts';
import { reasonOf, unfoundedReasons } from './reasons.ts';
import { Imports } from './related-tests.ts';
import type { FileMutation, Mutant, MutationRecord } from './results.ts';
import { mutationTargets } from './targets.ts';
import { judgeByRuns } from './whole-runs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RESULTS = fileURLToPath(new URL('../../docs/mutation.json', import.meta.url));

const UNIT_TESTS = fileURLToPath(new URL('judge-process.ts', import.meta.url));
const REFERENCE = fileURLToPath(new URL('reference-process.ts', import.meta.url));

/** Files that are judged side by side: one that waits for a mutant without end leaves the cores to others. */
const AT_A_TIME = 4;

const targets = mutationTargets(ROOT);
const { minutes, positionals } = commandLine('npm run mutate -- [--minutes N] [FILE…]', () => {
  const { values, positionals } = parseArgs({ options: { minutes: { type: 'string' } }, allowPositionals: true });
  for (const file of positionals) oneOf('FILE', file, targets);
  return { minutes: values.minutes === undefined ? undefined : countOf('--minutes', values.minutes), positionals };
});
const until = performance.now() + (minutes ?? Number.POSITIVE_INFINITY) * 60_000;
const imports = new Imports(ROOT);
const relatedTo = new Map(targets.map((file) => [file, imports.relatedTo(file)]));
const runs = [HEALTHY, ...faultBattery()];
const known = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as MutationRecord).files : [];
const files = new Map<string, FileMutation>(known.map((each) => [each.file, each]));

function keep(): void {
  const kept = targets.flatMap((file) => files.get(file) ?? []);
  const notYet = targets.filter((file) => !files.has(file));
  const outdated = kept.flatMap(({ file, hash }) => (hash === relatedTo.get(file)?.hash ? [] : [file]));
  writeAtomically(RESULTS, `${JSON.stringify({ files: kept, notYet, outdated } satisfies MutationRecord, null, 1)}\n`);
}

const wanted = (positionals.length > 0 ? positionals : targets).filter(
  (file) => files.get(file)?.hash !== relatedTo.get(file)?.hash,
);
const by = (judges: Judges) => (file: string, known: readonly string[]) => judgeStage(file, judges, known);
const onReference = by({ program: REFERENCE, judges: runs });
const byRuns = (file: string, known: readonly string[]) => judgeByRuns(ROOT, file, known);
await sideBySide(wanted, AT_A_TIME, async (file) => {
  const related = relatedTo.get(file);
  if (!related || performance.now() > until) return;
  const { tests, slow, hash } = related;
  const judges = [
    by({ program: UNIT_TESTS, judges: tests }),
    ...(slow.length > 0 ? [by({ program: UNIT_TESTS, judges: slow })] : []),
    // What explains a failure is not passed where there is none.
    file.includes('/failure/') ? onReference : orElse(onReference, byRuns),
  ];
  const mayLive = (mutant: Mutant) => reasonOf(file, mutant) !== undefined;
  const result = { ...(await judgeFile(file, judges, mayLive)), hash };
  files.set(file, result);
  keep();
  console.log(scoreLine(result));
});
keep();
const unfounded = unfoundedReasons([...files.values()]);
for (const line of unfounded) console.error(line);
process.exitCode = unfounded.length > 0 ? 1 : 0;
