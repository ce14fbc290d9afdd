/** The specs of a file, and what is to be done when they have ended: registered with Jest at once, or together with those of other files. */
import { afterAll, test } from '@jest/globals';
import { NAMESPACE_GONE_MS, TEARDOWN_MS } from '../bounds.ts';
import { type Spec, type SpecFile, together } from './together.ts';

/** What specs have made may have to be gone at their end. */
const END_MS = NAMESPACE_GONE_MS + TEARDOWN_MS;

interface LoadingFile extends SpecFile {
  readonly specs: Spec[];
  readonly ends: (() => Promise<void>)[];
}

/** The file that is being loaded to be run beside others. */
let loading: LoadingFile | undefined;

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
    loading = { specs: [], ends: [] };
    files.push(loading);
    await import(path);
  }
  loading = undefined;
  const { specs, ended } = together(files, first);
  for (const { title, run, limitMs } of specs) test.concurrent(title, run, limitMs);
  afterAll(ended, END_MS);
}
