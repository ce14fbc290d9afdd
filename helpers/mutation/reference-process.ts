/**
 * Runs the specs on the reference cluster, for each mutant of one file: `reference-process.ts FILE FAULTS KNOWN ONLY`, the two in the
 * middle as JSON. A mutant is noticed where a healthy cluster does not come out as it does without it, or a broken one does not.
 */
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { instrumented } from './instrumented.ts';
import type { MutantEnd } from './results.ts';
import type { Said } from './said.ts';
import { activate, installSwitches, passesOf } from './switches.ts';

const NODES = 3;
const HEALTHY = 'healthy';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [file = '', faults = '[]', known = '[]', only = ''] = process.argv.slice(2);
const target = pathToFileURL(join(ROOT, file)).href;
const RUNS = [HEALTHY, ...(JSON.parse(faults) as string[])];
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
if (only !== '') activate(switches, only, Number.POSITIVE_INFINITY);

const { makePlan } = await import('../bench/plan/make-plan.ts');
const { faultPlan } = await import('../bench/plan/fault-plan.ts');
const { idsOf } = await import('../bench/plan/ids-of.ts');
const { FAULTS } = await import('../cluster/reference/faults/all.ts');
const { REQUIREMENTS } = await import('../requirements.ts');

const CHECKABLE = REQUIREMENTS.filter(({ needs }) => !('throwaway' in needs || 'dualStack' in needs));

async function isHealthyPassed(): Promise<boolean> {
  const { passed, failed, unsound } = await makePlan({ nodes: NODES, focus: [], fault: '' });
  return passed.length === CHECKABLE.length && failed.length + unsound.length === 0;
}

async function isCaught(fault: string): Promise<boolean> {
  const { mustFail = [], cannotTell = [], byChance = [] } = FAULTS[fault] ?? {};
  const focus = [...mustFail, ...cannotTell].filter((id) => !byChance.includes(id));
  const { failed, unsound } = await faultPlan(makePlan, { nodes: NODES, focus, fault }, { mustFail });
  return isSame(failed, mustFail) && isSame(idsOf(unsound), [...mustFail, ...cannotTell]);
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join();
}

/** @returns whether it comes out as it has to, and false where nothing comes out. */
async function isRight(run: string): Promise<boolean> {
  say({ kind: 'busy' });
  return await (run === HEALTHY ? isHealthyPassed() : isCaught(run)).catch(() => false);
}

async function endOf(runs: readonly string[]): Promise<MutantEnd> {
  for (const run of runs) if (!(await isRight(run))) return 'reference';
  return 'survived';
}

async function judgeAll(): Promise<void> {
  const { perTest, static: once } = switches.mutantCoverage;
  const unusable: string[] = [];
  // Modules are loaded by the first, which says nothing of what happens later.
  const loaded = await isRight(HEALTHY);
  for (const run of isLoaded && loaded ? RUNS : []) {
    switches.currentTestId = run;
    const right = await isRight(run);
    switches.currentTestId = undefined;
    if (!right) {
      unusable.push(`the reference cluster, ${run}: it does not come out as it has to without a mutant`);
      delete perTest[run];
    }
  }
  const usable = RUNS.filter((run) => perTest[run]);
  const runsBy = (id: string) => usable.filter((run) => perTest[run]?.[id]);
  const ids = [...mutants.keys()].filter((id) => !(JSON.parse(known) as string[]).includes(id));
  const apart = ids.filter((id) => once[id] && runsBy(id).length === 0);
  say({ kind: 'ready', mutants: Object.fromEntries(mutants), unusable, apart });
  for (const id of ids.filter((each) => runsBy(each).length > 0)) {
    say({ kind: 'at', id });
    activate(switches, id, passesOf(switches, id));
    say({ kind: 'end', id, end: await endOf(runsBy(id)) });
    switches.activeMutant = undefined;
  }
}

if (only === '') {
  await judgeAll();
} else {
  say({ kind: 'at', id: only });
  say({ kind: 'end', id: only, end: await endOf(RUNS) });
}
say({ kind: 'done' });
process.disconnect?.();
