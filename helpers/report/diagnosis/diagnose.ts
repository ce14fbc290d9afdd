import type { FailureFacts } from '../failure-facts.ts';
import { RULES } from './rules.ts';

/** More of one kind say no more to a person. */
const MOST_OF_ONE = 4;

/** What the facts of a failure say of its cause, one line each, with how certain it is. Nothing but the facts is looked at. */
export function diagnose(facts: FailureFacts): string[] {
  const lines = RULES.flatMap(({ says }) => says(facts).slice(0, MOST_OF_ONE));
  return [...new Set(lines.map(({ certainty, sentence }) => `${certainty}: ${sentence}`))];
}
