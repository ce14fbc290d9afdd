/** What became of each fault and condition, as it is kept in docs/faults/, a file each for one mode and one Kubernetes version. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PromiseBounds } from '../bounds.ts';
import { writeAtomically } from '../report/atomic-file.ts';
import type { Verdict } from '../report/results.ts';
import type { Role, TrialVerdict } from './judge.ts';

export type TrialKind = 'fault' | 'condition';

/** One requirement while it was in. */
export interface Seen {
  readonly id: string;
  readonly role: Role;
  readonly verdict: Verdict;
  /** Empty if it passed. */
  readonly reason: string;
  /** What the suite said of the cause, with how certain that is. */
  readonly diagnosis: readonly string[];
  readonly durationMs: number;
}

export interface TrialRun {
  /** The fault's own. */
  readonly version: number;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Put in, asked, taken out and proven out. */
  readonly durationMs: number;
  readonly commit: string;
  readonly machine: string;
  readonly bounds: PromiseBounds;
  readonly verdict: TrialVerdict;
  readonly seen: readonly Seen[];
  /** After it was taken out: what passed, and what of the nodes was not as before; nothing if all was. */
  readonly out: { readonly passed: readonly string[]; readonly notAsBefore: readonly string[] };
  /** What went wrong with the trial itself, one line each. */
  readonly errors: readonly string[];
}

export interface TrialRecord {
  readonly kind: TrialKind;
  readonly name: string;
  readonly mode: string;
  readonly kubernetesVersion: string;
  /** Every run that was made, the latest last. */
  readonly runs: readonly TrialRun[];
}

export type TrialKey = Pick<TrialRecord, 'kind' | 'name' | 'mode' | 'kubernetesVersion'>;

function pathOf(dir: string, { name, mode, kubernetesVersion }: TrialKey): string {
  return join(dir, `${name}.${mode}.${kubernetesVersion}.json`);
}

/** Those in the folder, by name of the file. */
export function readTrials(dir: string): TrialRecord[] {
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => JSON.parse(readFileSync(join(dir, name), 'utf8')) as TrialRecord);
}

/** Adds a run to those that are kept, whatever it found. */
export function keepTrial(dir: string, key: TrialKey, run: TrialRun): void {
  mkdirSync(dir, { recursive: true });
  const path = pathOf(dir, key);
  const runs = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as TrialRecord).runs : [];
  const record: TrialRecord = { ...key, runs: [...runs, run] };
  writeAtomically(path, `${JSON.stringify(record, null, 2)}\n`);
}
