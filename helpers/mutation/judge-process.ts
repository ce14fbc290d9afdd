/**
 * Runs the tests that concern one file, for each of its mutants: `judge-process.ts FILE TESTS DONE`, the latter two as JSON. Is sent
 * what one before it found out, and tells its parent which mutant it is at, and what became of it.
 */
import { once } from 'node:events';
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { firstFailure, type KeptTest, testsOf } from './harness.ts';
import { instrumented } from './instrumented.ts';
import type { MutantEnd } from './results.ts';
import type { Calm, Said } from './said.ts';
import { activate, installSwitches, passesOf } from './switches.ts';

/** A test may take so many times as long as without a mutant, and this on top of it, in ms. */
const TIMES_AS_LONG = 5;
const LONGER_MS = 3_000;

/** A test that is not even ended by that limit, so long after it, in ms, never gives the process back. */
const STUCK_MS = 10_000;

class TestTimedOut extends Error {}

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [file = '', tests = '[]', done = '[]'] = process.argv.slice(2);
const target = pathToFileURL(join(ROOT, file)).href;
const say = (said: Said) => process.send?.(said);
const [{ calm: known }] = (await once(process, 'message')) as [{ calm?: Calm }];
const switches = installSwitches();
process.once('disconnect', () => process.exit());
process.on('unhandledRejection', () => {});
let uncaught: unknown;
process.on('uncaughtException', (error) => {
  uncaught = error;
});

const { source, mutants } = await instrumented(join(ROOT, file));
const harness = new URL('harness.ts', import.meta.url).href;
const ours = pathToFileURL(ROOT).href;
/** Modules of one graph are apart from those of every other. */
const graphOf = (url: string | undefined) => /\?graph=\d+$/.exec(url ?? '')?.[0] ?? '';
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals') return { url: harness, shortCircuit: true };
    const found = next(specifier, context);
    const graph = graphOf(context.parentURL);
    const own = found.url.startsWith(ours) && !found.url.includes('/node_modules/') && /\.ts$/.test(found.url);
    return graph && own ? { ...found, url: `${found.url}${graph}` } : found;
  },
  load(url, context, next) {
    return url.replace(/\?graph=\d+$/, '') === target
      ? { format: 'module', source, shortCircuit: true }
      : next(url, context);
  },
});

let graphs = 0;
const loaded = (path: string, graph: string) =>
  testsOf(path, () => import(`${pathToFileURL(join(ROOT, path)).href}${graph}`));

/** How long each test took without a mutant, in ms. */
const took = new Map(Object.entries(known?.took ?? {}));

async function bounded(test: KeptTest, work: () => Promise<void>): Promise<void> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const limit = LONGER_MS + TIMES_AS_LONG * (took.get(test.id) ?? 0);
  say({ kind: 'busy', withinMs: limit + STUCK_MS });
  const timer = setTimeout(() => reject(new TestTimedOut(test.id)), limit);
  try {
    uncaught = undefined;
    await Promise.race([work(), over]);
    if (uncaught !== undefined) throw uncaught;
  } finally {
    clearTimeout(timer);
  }
}

async function measured(test: KeptTest, work: () => Promise<void>): Promise<void> {
  switches.currentTestId = test.id;
  const start = performance.now();
  took.set(test.id, 60_000);
  await bounded(test, work).finally(() => {
    switches.currentTestId = undefined;
    took.set(test.id, performance.now() - start);
  });
}

/** Without a mutant: which tests pass it by, and which files can't judge. */
async function calm(): Promise<{ files: (readonly KeptTest[])[]; unusable: string[] }> {
  const files: (readonly KeptTest[])[] = [];
  const unusable: string[] = [];
  for (const path of JSON.parse(tests) as string[]) {
    try {
      const own = await loaded(path, '');
      const failure = known ? undefined : await firstFailure(own, measured);
      if (failure) throw failure.error;
      files.push(own);
    } catch (error) {
      unusable.push(`${path}: ${String(Object(error).message ?? error).split('\n')[0]}`);
    }
  }
  return { files, unusable };
}

/** What a busy machine did wrong comes right when it is asked once more. */
async function firstCertain(tests: readonly KeptTest[]): ReturnType<typeof firstFailure> {
  let left = tests;
  while (left.length > 0) {
    const failure = await firstFailure(left, bounded);
    if (!failure || failure.error instanceof TestTimedOut) return failure;
    const again = await firstFailure([failure.test], bounded);
    if (again) return again;
    left = left.slice(left.indexOf(failure.test) + 1);
  }
  return undefined;
}

async function judge(run: () => Promise<unknown>): Promise<MutantEnd> {
  try {
    const failure = (await run()) as Awaited<ReturnType<typeof firstFailure>>;
    if (!failure) return 'survived';
    return failure.error instanceof TestTimedOut ? 'timeout' : 'killed';
  } catch {
    return 'killed'; // it does not even load
  }
}

const { files, unusable } = await calm();
const coverage = known?.coverage ?? switches.mutantCoverage;
Object.assign(switches.mutantCoverage, coverage);
const { perTest, static: loading } = coverage;
const tookOf = (those: readonly KeptTest[]) => those.reduce((sum, { id }) => sum + (took.get(id) ?? 0), 0);
// What is over soon is asked first: most mutants are noticed by many.
files.sort((a, b) => tookOf(a) - tookOf(b));
const inTurn = files.flat().sort((a, b) => tookOf([a]) - tookOf([b]));
const usable = [...new Set(files.flatMap(([first]) => (first ? [first.id.split(' ')[0] ?? ''] : [])))];
const calmOnes: Calm = { coverage, took: Object.fromEntries(took) };
say({ kind: 'ready', mutants: Object.fromEntries(mutants), usable, unusable, apart: [], calm: calmOnes });
const ids = [...mutants.keys()].filter((id) => !(JSON.parse(done) as string[]).includes(id));
let asked = 0;
// Those that need modules of their own come last: what they register stays.
for (const id of [...ids.filter((each) => !loading[each]), ...ids.filter((each) => loading[each])]) {
  say({ kind: 'at', id });
  const passes = passesOf(switches, id);
  if (passes === 0) {
    say({ kind: 'end', id, end: 'uncovered' });
    continue;
  }
  activate(switches, id, passes);
  const end = await judge(async () => {
    for (const path of loading[id] ? usable : []) {
      graphs += 1;
      const failure = await firstCertain(await loaded(path, `?graph=${graphs}`));
      if (failure) return failure;
    }
    const covering = loading[id] ? [] : inTurn.filter((test) => perTest[test.id]?.[id]);
    return firstCertain(covering);
  });
  switches.activeMutant = undefined;
  const isFirst = asked === 0;
  asked += 1;
  // What mutants before it left behind may hold up a test.
  say(end === 'timeout' && !isFirst ? { kind: 'again' } : { kind: 'end', id, end });
  // What a test that never ended still does would be taken for the next mutant's.
  if (end === 'timeout') process.exit();
}
say({ kind: 'done' });
setTimeout(() => process.exit(), 100);
