import { readFileSync } from 'node:fs';
import { writeAtomically } from '../report/atomic-file.ts';

/** Adds a run to those that a JSON file holds, and returns all. The file is whole at any moment. */
export function keepRun<T>(path: string, added: T): T[] {
  const all = [...(JSON.parse(readFileSync(path, 'utf8')) as T[]), added];
  writeAtomically(path, `${JSON.stringify(all, null, 2)}\n`);
  return all;
}
