import type { RunReport } from '../report/results.ts';
import type { BenchRun } from './results.ts';

/** What is kept of one run's report. */
export function benchRun({ startedAt, durationMs, verdict, totals, requirements, errors }: RunReport): BenchRun {
  const notPassed = requirements.flatMap(({ id, verdict: own, reason }) =>
    own === 'passed' ? [] : [`${id} ${own}: ${reason}`],
  );
  const askedAgain = requirements.flatMap(({ id, firstAttempt }) =>
    firstAttempt ? [`${id}: ${firstAttempt.reason}`] : [],
  );
  return { startedAt, durationMs, verdict, totals, notPassed: [...notPassed, ...errors], askedAgain };
}
