/**
 * What the specs leave beside Jest, whose own results know no reasons, cells or inconclusive: one JSON file for each
 * requirement, one for the contrast table, one for each error. Synchronous, so that nothing is lost when a process is ended.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { writeAtomically } from './atomic-file.ts';
import type { RequirementResult, Table } from './results.ts';

export const CONTRAST_FILE = 'contrast.json';
export const REQUIREMENT_PREFIX = 'requirement-';
export const ERROR_PREFIX = 'error-';

/** Leaves the result of one requirement in `dir`. A second result for an id does not replace the first: it is an error to be seen. */
export function writeRecord(dir: string, result: RequirementResult): void {
  write(dir, `${REQUIREMENT_PREFIX}${encodeURIComponent(result.id)}.${randomUUID()}.json`, result);
}

/** Leaves the contrast table in `dir`, in place of an earlier one. */
export function writeContrast(dir: string, table: Table): void {
  write(dir, CONTRAST_FILE, table);
}

/** Leaves one line in `dir` about something that the specs could not do at all. */
export function writeError(dir: string, line: string): void {
  write(dir, `${ERROR_PREFIX}${randomUUID()}.json`, line);
}

function write(dir: string, name: string, value: unknown): void {
  writeAtomically(join(dir, name), `${JSON.stringify(value, null, 2)}\n`);
}
