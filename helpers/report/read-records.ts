/** What the specs left beside Jest: see records.ts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRAST_FILE, ERROR_PREFIX, PROVISIONAL_PREFIX, REQUIREMENT_PREFIX } from './records.ts';
import type { RequirementResult, Table } from './results.ts';
import { problemsOf } from './schema.ts';

/** Paths of the final records in `dir`, by name. */
export function recordFiles(dir: string): string[] {
  return filesOf(dir, REQUIREMENT_PREFIX);
}

/** The result in one file. Throws InvalidRecordError. */
export function readRecord(path: string): RequirementResult {
  return readValid<RequirementResult>(path, 'requirement');
}

/** All results in `dir`, by file name, the provisional ones of specs that were ended among them. Throws InvalidRecordError for the first file that holds none; it carries the results of the others. */
export function readRecords(dir: string): RequirementResult[] {
  const records: RequirementResult[] = [];
  let invalid: InvalidRecordError | undefined;
  for (const path of [...recordFiles(dir), ...filesOf(dir, PROVISIONAL_PREFIX)]) {
    try {
      records.push(readRecord(path));
    } catch (error) {
      if (!(error instanceof InvalidRecordError)) throw error;
      invalid ??= error;
    }
  }
  if (invalid)
    throw new InvalidRecordError(invalid.path, invalid.problems, { cause: invalid.cause, readable: records });
  return records;
}

/** The contrast table, or null if no spec left one. Throws InvalidRecordError. */
export function readContrast(dir: string): Table | null {
  const path = join(dir, CONTRAST_FILE);
  return existsSync(path) ? readValid<Table>(path, 'table') : null;
}

/** The lines about what the specs could not do at all, in alphabetical order. Throws InvalidRecordError. */
export function readErrors(dir: string): string[] {
  return filesOf(dir, ERROR_PREFIX)
    .map((path) => {
      const line = parsed(path);
      if (typeof line !== 'string') throw new InvalidRecordError(path, 'it must be a string');
      return line;
    })
    .sort();
}

/** A file in the records folder is not what the specs write there. */
export class InvalidRecordError extends Error {
  override readonly name = 'InvalidRecordError';
  readonly path: string;
  readonly problems: string;
  /** The results of the other files, where all were read. */
  readonly readable: readonly RequirementResult[];

  constructor(
    path: string,
    problems: string,
    about: { cause?: unknown; readable?: readonly RequirementResult[] } = {},
  ) {
    super(
      `${path} is not a valid record: ${problems}; only the specs may write there, so run them again`,
      about.cause === undefined ? {} : { cause: about.cause },
    );
    this.path = path;
    this.problems = problems;
    this.readable = about.readable ?? [];
  }
}

function filesOf(dir: string, prefix: string): string[] {
  return readdirSync(dir)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.json'))
    .sort()
    .map((name) => join(dir, name));
}

function readValid<T>(path: string, shape: 'requirement' | 'table'): T {
  const value = parsed(path);
  const problems = problemsOf(shape, value);
  if (problems) throw new InvalidRecordError(path, problems);
  return value as T;
}

function parsed(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidRecordError(path, (cause as Error).message, { cause });
  }
}
