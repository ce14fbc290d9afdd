import type { Mutant, MutantEnd } from './results.ts';
import type { Switches } from './switches.ts';

/** What a process finds out before it judges, without a mutant. */
export interface Calm {
  readonly coverage: Switches['mutantCoverage'];
  /** How long each test took, in ms. */
  readonly took: Readonly<Record<string, number>>;
}

/** What a process that judges a file tells its parent. */
export type Said =
  | {
      readonly kind: 'ready';
      readonly mutants: Readonly<Record<string, Mutant>>;
      /** Of the judges. */
      readonly usable: readonly string[];
      /** The others, in a few words each. */
      readonly unusable: readonly string[];
      /** Mutants of what happens but once in a process, which need one of their own each. */
      readonly apart: readonly string[];
      /** The next process need not find it out again. */
      readonly calm?: Calm;
    }
  /** It goes on, though no mutant has come to an end; it says the next within so many ms, where it knows. */
  | { readonly kind: 'busy'; readonly withinMs?: number }
  | { readonly kind: 'at'; readonly id: string }
  /** Another process should ask of the same mutant, as its first. */
  | { readonly kind: 'again' }
  | { readonly kind: 'end'; readonly id: string; readonly end: MutantEnd }
  | { readonly kind: 'done' };
