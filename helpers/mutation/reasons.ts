/** Why a mutant may live: nobody could tell it from the original, or what it changes is not worth a test. */
import { readFileSync } from 'node:fs';
import type { FileMutation, Mutant } from './results.ts';

export interface Reason {
  readonly file: string;
  /** As docs/mutation.json has it, so that it is found again where the lines have moved. Undefined: any. */
  readonly original?: string;
  /** Undefined: any. */
  readonly replacement?: string;
  readonly why: string;
}

/** A file of its own, since what is quoted there is code. */
const REASONS: readonly Reason[] = JSON.parse(readFileSync(new URL('reasons.json', import.meta.url), 'utf8'));

export function reasonOf(file: string, mutant: Mutant): string | undefined {
  return REASONS.find((reason) => fits(reason, file, mutant))?.why;
}

/** Reasons of mutants that are dead or gone, a line each: they are to be taken out. A file that was not judged has none. */
export function unfoundedReasons(files: readonly FileMutation[], reasons: readonly Reason[] = REASONS): string[] {
  return reasons.flatMap((reason) => {
    const judged = files.find(({ file }) => file === reason.file);
    if (!judged || judged.living.some((mutant) => fits(reason, reason.file, mutant))) return [];
    return [
      `${reason.file}: no mutant of ${reason.original ?? 'it'} lives any more: take its reason out of helpers/mutation/reasons.json`,
    ];
  });
}

function fits({ file, original, replacement }: Reason, of: string, mutant: Mutant): boolean {
  const isSame = (stated: string | undefined, own: string) => stated === undefined || stated === own;
  return file === of && isSame(original, mutant.original) && isSame(replacement, mutant.replacement);
}
