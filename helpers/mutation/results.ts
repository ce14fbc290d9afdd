/** What became of the mutants of each file, as it is kept in docs/mutation.json. */

/** `uncovered`: no test runs through it, so none can tell. */
export type MutantEnd = 'killed' | 'timeout' | 'survived' | 'uncovered';

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
  /** Test files that could not, in a few words each. */
  readonly unusable: readonly string[];
  readonly living: readonly LivingMutant[];
}

export interface MutationRecord {
  readonly files: readonly FileMutation[];
  /** Files whose mutants nobody has judged yet. */
  readonly notYet: readonly string[];
}
