/** The folder of a failure, in which the specs leave what they gathered: `failures/ID/` beside their records, later in the report. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from './atomic-file.ts';
import type { FailureFacts } from './failure-facts.ts';

export const FAILURES = 'failures';
const FACTS_FILE = 'facts.json';

/** The folder of one requirement in `dir`. */
function folderOf(dir: string, id: string): string {
  return join(dir, FAILURES, encodeURIComponent(id));
}

/** Writes files of one failure, by name. Synchronous, as records are. */
export function writeFailureFiles(dir: string, id: string, files: Readonly<Record<string, string>>): void {
  const folder = folderOf(dir, id);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeAtomically(join(folder, name), text);
}

export function writeFacts(dir: string, facts: FailureFacts): void {
  writeFailureFiles(dir, facts.id, { [FACTS_FILE]: `${JSON.stringify(facts, null, 2)}\n` });
}

/** Undefined where none were gathered. Throws where the file is no JSON. */
export function readFacts(dir: string, id: string): FailureFacts | undefined {
  const path = join(folderOf(dir, id), FACTS_FILE);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** Names of the files of one failure; none where there is no folder. */
export function failureFileNames(dir: string, id: string): string[] {
  const folder = folderOf(dir, id);
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** Where such a file is, as a relative URL from `dir`. */
export function failureUrl(id: string, name: string): string {
  return [FAILURES, encodeURIComponent(id), name].map(encodeURIComponent).join('/');
}

/** All files of one failure, by name; none where nothing was gathered. */
export function readFailureFiles(dir: string, id: string): Record<string, string> {
  const folder = folderOf(dir, id);
  if (!existsSync(folder)) return {};
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** What an earlier run left there would be taken for this one's. */
export function removeFailures(dir: string): void {
  rmSync(join(dir, FAILURES), { recursive: true, force: true });
}
