import { type RequirementResult, type RunReport, VERDICTS, type Verdict } from './results.ts';

export interface Overall {
  verdict: RunReport['verdict'];
  /** 0 passed, 1 failed, 2 could not tell. */
  exitCode: 0 | 1 | 2;
  /** Those given, and what else kept the run from telling, so that no verdict but `passed` is without its reason. */
  errors: string[];
}

/**
 * The run's verdict: `failed` if a requirement failed; else `inconclusive` if one is inconclusive, if there was an error, if
 * nothing passed, or if a required one was skipped or not selected; else `passed`. What is waived counts for nothing.
 */
export function overall(
  results: readonly RequirementResult[],
  errors: readonly string[],
  { require }: { readonly require: readonly string[] },
): Overall {
  const all = [...errors, ...require.flatMap((id) => missingProof(id, results))];
  const totals = totalsOf(results.filter(({ waived }) => !waived));
  if (totals.failed > 0) return { verdict: 'failed', exitCode: 1, errors: all };
  if (totals.inconclusive === 0 && totals.passed === 0 && all.length === 0) {
    all.push(results.length === 0 ? 'nothing was selected, so nothing passed' : whyNothing(results));
  }
  if (totals.inconclusive > 0 || all.length > 0) return { verdict: 'inconclusive', exitCode: 2, errors: all };
  return { verdict: 'passed', exitCode: 0, errors: all };
}

function whyNothing(results: readonly RequirementResult[]): string {
  const waived = results.some((result) => result.waived);
  return `everything was skipped${waived ? ' or waived' : ''}, so nothing passed`;
}

/** How many requirements came to each verdict. */
export function totalsOf(results: readonly RequirementResult[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length;
  return Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>;
}

function missingProof(id: string, results: readonly RequirementResult[]): string[] {
  const result = results.find((candidate) => candidate.id === id);
  if (!result) return [`${id} is required and was not selected: select it too`];
  return result.verdict === 'skipped' ? [`${id} is required and was skipped: ${result.reason}`] : [];
}
