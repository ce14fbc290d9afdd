/**
 * Runs the specs on the reference cluster, for each mutant of one file: `reference-process.ts FILE RUNS KNOWN ONLY`, the two in the
 * middle as JSON; a run is HEALTHY or a fault's name. A mutant is noticed where a healthy cluster does not come out as it has to any more, or a broken one does not.
 */
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { HEALTHY } from './healthy.ts';
import { instrumented } from './instrumented.ts';
import type { MutantEnd } from './results.ts';
import type { Said } from './said.ts';
import { activate, installSwitches, passesOf } from './switches.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [file = '', asked = '[]', known = '[]', only = ''] = process.argv.slice(2);
const runs = JSON.parse(asked) as string[];
const target = pathToFileURL(join(ROOT, file)).href;
const say = (said: Said) => process.send?.(said);
process.once('disconnect', () => process.exit());
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {}); // what nobody caught leaves a wait open, which its bound ends

const switches = installSwitches();
const { source, mutants } = await instrumented(join(ROOT, file));
let isLoaded = false;
registerHooks({
  load(url, context, next) {
    if (url !== target) return next(url, context);
    isLoaded = true;
    return { format: 'module', source, shortCircuit: true };
  },
});

type IsRight = (run: string) => Promise<boolean>;

/** What a busy machine did wrong it does right when it is asked once more; a mutant that shows is there again. */
async function isRightAtLast(isRight: IsRight, run: string): Promise<boolean> {
  for (let asked = 0; asked < 2; asked += 1) {
    say({ kind: 'busy' });
    if (await isRight(run)) return true;
  }
  return false;
}

async function endOf(isRight: IsRight, those: readonly string[]): Promise<MutantEnd> {
  for (const run of those) if (!(await isRightAtLast(isRight, run))) return 'reference';
  return 'survived';
}

async function judgeAll(isRight: IsRight): Promise<void> {
  const { perTest, static: once } = switches.mutantCoverage;
  const unusable: string[] = [];
  // Modules are loaded by the first, which says nothing of what happens later.
  await isRight(HEALTHY);
  for (const run of isLoaded ? runs : []) {
    switches.currentTestId = run;
    const right = await isRightAtLast(isRight, run);
    switches.currentTestId = undefined;
    if (right) continue;
    unusable.push(`the reference cluster, ${run}: without a mutant it does not come out as it has to`);
    delete perTest[run];
  }
  const runsBy = (id: string) => runs.filter((run) => perTest[run]?.[id]);
  const ids = [...mutants.keys()].filter((id) => !(JSON.parse(known) as string[]).includes(id));
  const apart = ids.filter((id) => once[id] && runsBy(id).length === 0);
  say({
    kind: 'ready',
    mutants: Object.fromEntries(mutants),
    usable: runs.filter((run) => perTest[run]),
    unusable,
    apart,
  });
  for (const id of ids.filter((each) => runsBy(each).length > 0)) {
    say({ kind: 'at', id });
    activate(switches, id, passesOf(switches, id));
    say({ kind: 'end', id, end: await endOf(isRight, runsBy(id)) });
    switches.activeMutant = undefined;
  }
}

/** For a mutant of what happens when a file is loaded. */
async function judgeOne(id: string): Promise<void> {
  say({ kind: 'at', id });
  activate(switches, id, Number.POSITIVE_INFINITY);
  const loaded = await import('./reference-runs.ts').catch(() => undefined);
  say({ kind: 'end', id, end: loaded ? await endOf(loaded.isRight, runs) : 'reference' });
}

if (only === '') await judgeAll((await import('./reference-runs.ts')).isRight);
else await judgeOne(only);
say({ kind: 'done' });
process.disconnect?.();
