/** Takes the place of @jest/globals: keeps tests, to be run as often as there are mutants. */
export { expect } from 'expect';

type Work = (...args: never[]) => unknown;

interface Scope {
  readonly parent: Scope | undefined;
  readonly hooks: Readonly<Record<HookName, Work[]>>;
}

type HookName = 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach';

export interface KeptTest {
  readonly id: string;
  readonly scope: Scope;
  readonly run: () => unknown;
}

let kept: KeptTest[] = [];
let scope = newScope(undefined);
let file = '';

/** The tests of one file, in order; it is loaded by `load`. */
export async function testsOf(name: string, load: () => Promise<unknown>): Promise<readonly KeptTest[]> {
  kept = [];
  scope = newScope(undefined);
  file = name;
  await load();
  return kept;
}

/** @returns the first error, of the tests in order, and undefined where there is none. */
export async function firstFailure(
  tests: readonly KeptTest[],
  runOne: (test: KeptTest, work: () => Promise<void>) => Promise<void>,
): Promise<{ readonly test: KeptTest; readonly error: unknown } | undefined> {
  const begun = new Set<Scope>();
  let failure: { test: KeptTest; error: unknown } | undefined;
  for (const test of tests) {
    const scopes = scopesOf(test.scope);
    const work = async () => {
      for (const each of scopes.filter((one) => !begun.has(one))) {
        begun.add(each);
        await all(each.hooks.beforeAll);
      }
      for (const each of scopes) await all(each.hooks.beforeEach);
      try {
        await test.run();
      } finally {
        for (const each of scopes.toReversed()) await all(each.hooks.afterEach);
      }
    };
    try {
      await runOne(test, work);
    } catch (error) {
      failure = { test, error };
      break;
    }
  }
  for (const each of [...begun].toReversed()) await all(each.hooks.afterAll).catch(() => {});
  return failure;
}

function newScope(parent: Scope | undefined): Scope {
  return { parent, hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] } };
}

function scopesOf(inner: Scope | undefined): Scope[] {
  return inner ? [...scopesOf(inner.parent), inner] : [];
}

async function all(works: readonly Work[]): Promise<void> {
  for (const work of works) await work();
}

function add(title: string, run: Work): void {
  kept.push({ id: `${file} ${kept.length} ${title}`, scope, run: run as () => unknown });
}

/** A row of a table is a list of arguments, and anything else the only one. */
function eachOf(take: (title: string, work: Work) => void) {
  return (rows: readonly unknown[]) => (title: string, work: (...args: unknown[]) => unknown) => {
    for (const row of rows) take(title, () => work(...(Array.isArray(row) ? row : [row])));
  };
}

const none = () => {};
export const test = Object.assign(add, {
  each: eachOf(add),
  skip: none,
  concurrent: Object.assign(add, { each: eachOf(add) }),
});

function inScope(_: string, define: Work): void {
  scope = newScope(scope);
  define();
  scope = scope.parent ?? scope;
}

export const describe = Object.assign(inScope, { each: eachOf(inScope) });

const hook = (name: HookName) => (work: Work) => {
  scope.hooks[name].push(work);
};
export const beforeAll = hook('beforeAll');
export const afterAll = hook('afterAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
