/** What became of the mutants of each file, as it is kept in docs/mutation.json. */

/** `reference`: no unit test notices, but specs on the reference cluster do. `uncovered`: nothing passes it by, so nothing can tell. */
export const MUTANT_ENDS = ['killed', 'timeout', 'reference', 'survived', 'uncovered'] as const;
export type MutantEnd = (typeof MUTANT_ENDS)[number];

/** A change of a file that its tests should notice. */
export interface Mutant {
  /** `line:column`, both from 1. */
  readonly at: string;
  /** Stryker's name of the kind of change. */
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
}

export interface LivingMutant extends Mutant {
  readonly end: 'survived' | 'uncovered';
}

export interface FileMutation {
  /** Path within the repository. */
  readonly file: string;
  /** Of the file, its tests and what made the mutants: as long as it is the same, so is the result. */
  readonly hash: string;
  readonly counts: Readonly<Record<MutantEnd, number>>;
  /** Test files that judged. */
  readonly tests: readonly string[];
  /** Test files, and runs on the reference cluster, that could not, in a few words each. */
  readonly unusable: readonly string[];
  readonly living: readonly LivingMutant[];
}

export interface MutationRecord {
  readonly files: readonly FileMutation[];
  /** Files whose mutants nobody has judged yet. */
  readonly notYet: readonly string[];
  /** Files that were judged before a change of theirs or of their tests. */
  readonly outdated: readonly string[];
}
