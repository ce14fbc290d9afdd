import type { ProbeResult } from '../probe/probe.ts';
import { countOutcomes } from '../probe/summary.ts';
import { countsInWords } from '../report/counts-in-words.ts';

/**
 * One cell of the contrast, as facts in two lines: how many of the backends answered and whose address they saw; or what came
 * in place of an answer.
 */
export function contrastCell(results: readonly ProbeResult[], backends: number, sees: string): string {
  if (results.length === 0) return 'not asked\n(no time was left)';
  const answered = results.filter(({ outcome }) => outcome === 'answered');
  if (answered.length === 0) return `no answer\n(${countsInWords(countOutcomes(results))})`;
  const by = new Set(answered.map(({ backend }) => backend)).size;
  // A pod may be missing because the probes were few.
  const share =
    answered.length < results.length || by < backends ? `${answered.length} of ${results.length} answered` : 'answers';
  return `${share}, ${by} of ${backends} pods\nsees ${sees || 'an address that no access log shows'}`;
}
