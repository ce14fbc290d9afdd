import type { Verdict } from '../results.ts';

/** Class of what is coloured by how it ended; the mark or word beside it says the same. */
export function stateOf(holds: boolean | null): string {
  return stateOfVerdict(holds === null ? 'inconclusive' : holds ? 'passed' : 'failed');
}

export function stateOfVerdict(verdict: Verdict): string {
  return `is-${verdict}`;
}
