import { existsSync } from 'node:fs';
import { InvalidRecordError, readContrast, readErrors, readRecords } from '../report/read-records.ts';
import type { RequirementResult, Table } from '../report/results.ts';

export interface Records {
  readonly results: readonly RequirementResult[];
  readonly contrast: Table | null;
  readonly errors: readonly string[];
}

/** All that the specs left in `dir`, and an error for what can't be read; nothing where there is no such folder. */
export function recordsIn(dir: string): Records {
  if (!existsSync(dir)) return { results: [], contrast: null, errors: [] };
  try {
    return { results: readRecords(dir), contrast: readContrast(dir), errors: readErrors(dir) };
  } catch (error) {
    if (!(error instanceof InvalidRecordError)) throw error;
    return { results: error.readable, contrast: null, errors: [error.message] };
  }
}
