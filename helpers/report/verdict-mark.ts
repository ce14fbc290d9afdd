import type { Verdict } from './results.ts';

/** A verdict as one character, so that it needs no colour. */
export const VERDICT_MARKS: Readonly<Record<Verdict, string>> = {
  passed: '✓',
  failed: '✗',
  inconclusive: '?',
  skipped: '–',
};

/** The same for one cell: as expected, not as expected, or never judged. */
export function holdsMark(holds: boolean | null): string {
  return VERDICT_MARKS[holds === null ? 'inconclusive' : holds ? 'passed' : 'failed'];
}
