import type { FailureFacts } from '../failure-facts.ts';

/**
 * How certain a sentence is. `seen`: the facts themselves say it. `likely`: it explains them, and nothing that was gathered
 * speaks against it. `possible`: it would explain them, and so would something else.
 */
type Certainty = 'seen' | 'likely' | 'possible';

export interface Finding {
  readonly certainty: Certainty;
  readonly sentence: string;
}

/** Says one thing about a failure, or nothing where the facts don't suffice. */
export interface Rule {
  /** The kind of its sentence, for people. */
  readonly about: string;
  /** The facts without which it says nothing. */
  readonly needs: string;
  readonly says: (facts: FailureFacts) => Finding[];
}

export function seen(sentence: string): Finding {
  return { certainty: 'seen', sentence };
}

export function likely(sentence: string): Finding {
  return { certainty: 'likely', sentence };
}

export function possible(sentence: string): Finding {
  return { certainty: 'possible', sentence };
}
