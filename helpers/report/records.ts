/**
 * What the specs leave beside Jest, whose own results know no reasons, cells or inconclusive: one JSON file for each
 * requirement, one for the contrast table, one for each error. Synchronous, so that nothing is lost when a process is ended.
 */
import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from './atomic-file.ts';
import type { RequirementResult, Table } from './results.ts';

export const CONTRAST_FILE = 'contrast.json';
export const REQUIREMENT_PREFIX = 'requirement-';
export const ERROR_PREFIX = 'error-';

/** Before its final form a result stands under another name, so that nobody shows it yet. */
export const PROVISIONAL_PREFIX = 'provisional-';

/** Where the records of second attempts are, beside the first ones. */
export function secondAttempts(dir: string): string {
  return join(dir, 'second-attempt');
}

/**
 * Leaves the result of one requirement in `dir`, in place of its provisional one if there is one. A second result for an id does
 * not replace the first: it is an error to be seen.
 */
export function writeRecord(dir: string, result: RequirementResult, provisional?: string): void {
  const path = join(dir, recordName(result));
  writeAt(provisional ?? path, result);
  // At no moment are there two, or none.
  if (provisional !== undefined) renameSync(provisional, path);
}

/** Leaves a verdict about which more is being gathered, so that it is not lost if the process ends meanwhile; returns its path. */
export function writeProvisional(dir: string, result: RequirementResult): string {
  const path = join(dir, `${PROVISIONAL_PREFIX}${recordName(result)}`);
  writeAt(path, result);
  return path;
}

function recordName({ id }: RequirementResult): string {
  return `${REQUIREMENT_PREFIX}${encodeURIComponent(id)}.${randomUUID()}.json`;
}

/** Leaves the contrast table in `dir`, in place of an earlier one. */
export function writeContrast(dir: string, table: Table): void {
  writeAt(join(dir, CONTRAST_FILE), table);
}

/** Leaves one line in `dir` about something that the specs could not do at all. */
export function writeError(dir: string, line: string): void {
  writeAt(join(dir, `${ERROR_PREFIX}${randomUUID()}.json`), line);
}

function writeAt(path: string, value: unknown): void {
  writeAtomically(path, `${JSON.stringify(value, null, 2)}\n`);
}
