/**
 * Another attempt at what could not be told only because the suite was held up: once, alone, when everything else has ended. It is as
 * whole as the first, with all of its controls, and can't make up for an expectation that has failed.
 */
import { mkdirSync } from 'node:fs';
import { secondAttempts } from '../report/records.ts';
import type { RequirementResult } from '../report/results.ts';
import { settle } from '../report/settle.ts';
import { REQUIREMENTS } from '../requirements.ts';
import type { Phase } from './phases.ts';
import { type Records, recordsIn } from './records-in.ts';

/** Where more were held up, the machine is too slow for the suite, and being asked again would not help. */
export const MOST_ASKED_AGAIN = 10;

/** Ids whose record in `recordsDir` says that only the suite was held up; none where they are more than MOST_ASKED_AGAIN. */
export function heldUpIn(recordsDir: string): string[] {
  const ids = recordsIn(recordsDir).results.flatMap(({ id, heldUp }) => (heldUp ? [id] : []));
  return ids.length > MOST_ASKED_AGAIN ? [] : ids;
}

/** Makes the folder for the records of second attempts, and returns its path. */
export function openSecondAttempts(recordsDir: string): string {
  const path = secondAttempts(recordsDir);
  mkdirSync(path);
  return path;
}

/** One spec at a time, whatever it disturbs. */
export function again(phase: Phase): Phase {
  return { ...phase, name: `second attempt, ${phase.name}`, alone: true };
}

/** The results with those of second attempts in place of first ones that were held up; one without a second stays. */
export function withSecondAttempts(
  results: readonly RequirementResult[],
  second: Pick<Records, 'results' | 'errors'>,
): Pick<Records, 'results' | 'errors'> {
  const ids = results.filter(({ id, heldUp }) => heldUp && second.results.some((again) => again.id === id));
  const settled = settle(
    ids.map(({ id }) => id),
    second.results,
    REQUIREMENTS,
    { why: 'it left none', at: new Date() },
  );
  const latest = results.map((first) => {
    const again = settled.results.find(({ id }) => id === first.id);
    return again ? secondOf(first, again) : first;
  });
  return { results: latest, errors: [...second.errors, ...settled.errors] };
}

function secondOf({ reason, startedAt, durationMs }: RequirementResult, again: RequirementResult): RequirementResult {
  const note = `the second attempt: the first, at ${startedAt}, could not tell (${reason})`;
  return { ...again, notes: [...again.notes, note], firstAttempt: { reason, startedAt, durationMs } };
}
