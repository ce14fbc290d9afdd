import type { RequirementResult } from '../report/results.ts';
import type { ChaosRun } from './chaos-run.ts';

/** How what does not come from a Service says so: an answer of the API, or none, an exec, or a probe that an exec could not make. */
const CAUSE = /\b(429 TooManyRequests|500 InternalError|no answer|exec in pod|broken)\b/;

/** How traffic says that it came late: an exec that is delayed sends for a part of the time only. */
const LATE = /\b(no probe was sent|one probe alone is no continuous traffic|the traffic paused for \d+ ms)\b/;

const namesTrouble = (text: string) => CAUSE.test(text) || LATE.test(text);

/** Whether it ended as on a calm day, or without a verdict and with the trouble that caused it. */
function isRight({ verdict, explanation }: RequirementResult): boolean {
  if (verdict === 'inconclusive') return namesTrouble(explanation);
  return verdict === 'passed' || verdict === 'skipped';
}

/** What no trouble of the API excuses, a line each: a verdict, what could not be done at all, or what was left behind. */
export function wrongs({ report, differences }: Pick<ChaosRun, 'report' | 'differences'>): string[] {
  const verdicts = report.requirements.filter((result) => !isRight(result));
  const errors = report.errors.filter((error) => !namesTrouble(error));
  return [
    ...verdicts.map(({ id, verdict, explanation }) => `${id} ${verdict}: ${explanation}`),
    ...errors,
    ...differences,
  ];
}
