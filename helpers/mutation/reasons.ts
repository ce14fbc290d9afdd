/** Why a mutant may live: nobody could tell it from the original, or what it changes is not worth a test. */
import type { FileMutation, LivingMutant } from './results.ts';

export interface Reason {
  readonly file: string;
  /** As docs/mutation.json has it, so that it is found again where the lines have moved. */
  readonly original: string;
  /** Undefined: any. */
  readonly replacement?: string;
  readonly why: string;
}

const REASONS: readonly Reason[] = [];

export function reasonOf(file: string, mutant: LivingMutant): string | undefined {
  return REASONS.find((reason) => fits(reason, file, mutant))?.why;
}

/** Reasons of mutants that are dead or gone, a line each: they are to be taken out. A file that was not judged has none. */
export function unfoundedReasons(files: readonly FileMutation[], reasons: readonly Reason[] = REASONS): string[] {
  return reasons.flatMap((reason) => {
    const judged = files.find(({ file }) => file === reason.file);
    if (!judged || judged.living.some((mutant) => fits(reason, reason.file, mutant))) return [];
    return [
      `${reason.file}: no mutant of ${reason.original} lives any more: take its reason out of helpers/mutation/reasons.ts`,
    ];
  });
}

function fits({ file, original, replacement }: Reason, of: string, mutant: LivingMutant): boolean {
  const same = replacement === undefined || replacement === mutant.replacement;
  return file === of && original === mutant.original && same;
}
