/** What a look at a cluster has found before anything is created there. */
export interface Findings {
  /** What keeps the run from starting, each in one line with what to do. */
  readonly misses: readonly string[];
  /** What is worth knowing, each in one line. */
  readonly notices: readonly string[];
}

/** The cluster can't be checked as it is; nothing was created. */
export class PreflightFailed extends Error {
  override readonly name = 'PreflightFailed';
  readonly misses: readonly string[];

  constructor(misses: readonly string[], options: ErrorOptions = {}) {
    super(misses.join('; '), options);
    this.misses = misses;
  }
}
