import { closest } from './closest.ts';
import { UsageError } from './usage-error.ts';

/** The word, which must be one of those known. Throws UsageError, which names the nearest one. */
export function oneOf<T extends string>(option: string, word: string, known: readonly T[]): T {
  const found = known.find((each) => each === word);
  if (found) return found;
  const hint = closest(word, known);
  const meant = hint ? `; did you mean ${hint}?` : '';
  throw new UsageError(`${option} ${word}: one of ${known.join(', ')} is needed${meant}`);
}
