import type { RequirementResult } from '../report/results.ts';
import type { ChaosRun } from './chaos-run.ts';

/** How what does not come from a Service says so: an answer of the API, or none, an exec, or a probe that an exec could not make. */
const CAUSE = /\b(429 TooManyRequests|500 InternalError|no answer|exec in pod|broken)\b/;

/** How traffic says that it came late: an exec that is delayed sends for a part of the time only. */
const LATE = /\b(no probe was sent|one probe alone is no continuous traffic|the traffic paused for \d+ ms)\b/;

/** Whether it ended as on a calm day, or without a verdict and with the trouble that caused it. */
function isRight({ verdict, explanation }: RequirementResult): boolean {
  if (verdict === 'inconclusive') return CAUSE.test(explanation) || LATE.test(explanation);
  return verdict === 'passed' || verdict === 'skipped';
}

/** What no trouble of the API excuses, a line each: a verdict, or what was left behind. */
export function wrongs({ report, differences }: Pick<ChaosRun, 'report' | 'differences'>): string[] {
  const verdicts = report.requirements.filter((result) => !isRight(result));
  return [...verdicts.map(({ id, verdict, explanation }) => `${id} ${verdict}: ${explanation}`), ...differences];
}
