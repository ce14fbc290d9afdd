/** Differences that have a reason. */
import type { Difference } from './results.ts';

type Found = Omit<Difference, 'reason'>;

/** Why it differs; empty where nobody knows. */
export function reasonOf(_: Found): string {
  return '';
}
