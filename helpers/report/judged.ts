import type { RequirementResult } from './results.ts';

/** The result as it may be reported: `passed` only if something was observed, and every cell was judged and holds. */
export function judged(result: RequirementResult): RequirementResult {
  if (result.verdict !== 'passed') return result;
  const doubt = doubtAbout(result);
  return doubt ? { ...result, verdict: 'inconclusive', reason: doubt, explanation: `${result.id}: ${doubt}` } : result;
}

function doubtAbout({ cells }: RequirementResult): string | null {
  if (cells.length === 0) return 'it was reported as passed and nothing was observed';
  const unjudged = cells.find((cell) => cell.holds === null);
  if (unjudged) return `a cell was observed and never judged: ${unjudged.client} -> ${unjudged.target}`;
  const broken = cells.find((cell) => !cell.holds);
  if (broken) return `it was reported as passed and a cell does not hold: ${broken.client} -> ${broken.target}`;
  return null;
}
