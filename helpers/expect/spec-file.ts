/** The specs of a file, and what is to be done when they have ended: registered with Jest at once, or together with those of other files. */
import { afterAll, test } from '@jest/globals';
import { NAMESPACE_GONE_MS, TEARDOWN_MS } from '../bounds.ts';

/** What specs have made may have to be gone at their end. */
const END_MS = NAMESPACE_GONE_MS + TEARDOWN_MS;

interface Spec {
  /** Of the requirement that it checks; none for what has no verdict. */
  readonly id?: string;
  readonly title: string;
  readonly run: () => Promise<void>;
  /** Jest's own limit, in ms. */
  readonly limitMs: number;
}

interface SpecFile {
  readonly specs: Spec[];
  readonly ends: (() => Promise<void>)[];
}

/** The file that is being loaded to be run beside others. */
let loading: SpecFile | undefined;

/** Adds a spec to the file that is being loaded. */
export function addSpec(spec: Spec): void {
  if (loading) loading.specs.push(spec);
  else test.concurrent(spec.title, spec.run, spec.limitMs);
}

/** Calls `end` once the last spec of the file that is being loaded has ended; what it throws fails the run. */
export function whenSpecsEnd(end: () => Promise<void>): void {
  if (loading) loading.ends.push(end);
  else afterAll(end, END_MS);
}

/**
 * Loads spec files into this process and runs all of their specs side by side, those first that are named in `first`: one process
 * loads every module once, and what specs share is made once.
 */
export async function runTogether(paths: readonly string[], first: readonly string[]): Promise<void> {
  const files: SpecFile[] = [];
  for (const path of paths) {
    const file: SpecFile = { specs: [], ends: [] };
    loading = file;
    await import(path);
    files.push(file);
  }
  loading = undefined;
  const ended: Promise<unknown>[] = [];
  const place = ({ id = '' }: Spec) => (first.includes(id) ? first.indexOf(id) : first.length);
  const all = files.flatMap((file) => {
    let left = file.specs.length;
    const end = () => ended.push(Promise.allSettled(file.ends.map((each) => each())));
    const over = () => {
      left -= 1;
      if (left === 0) end();
    };
    if (left === 0) end();
    return file.specs.map((spec) => ({ ...spec, run: () => spec.run().finally(over) }));
  });
  for (const { title, run, limitMs } of all.toSorted((a, b) => place(a) - place(b))) {
    test.concurrent(title, run, limitMs);
  }
  afterAll(async () => {
    const results = (await Promise.all(ended)) as PromiseSettledResult<void>[][];
    for (const result of results.flat()) if (result.status === 'rejected') throw result.reason;
  }, END_MS);
}
