import { explained } from './explained.ts';
import { plainText } from './plain-text.ts';
import type { RequirementResult, RunReport } from './results.ts';
import { waivedInWords } from './waivers.ts';

/**
 * The run's workflow commands for GitHub Actions, one line each: an error for what the run could not do, for what failed and
 * for what is inconclusive, a warning for each core requirement that was skipped. Empty if there is nothing to say.
 * Source: docs.github.com/actions/reference/workflows-and-actions/workflow-commands.
 */
export function annotations(report: RunReport): string[] {
  // GitHub shows the first ten of each kind in a step only, so what matters most comes first.
  return [
    ...report.errors.map((error) => command('error', 'run error', error)),
    ...ofVerdict(report, 'failed').map((result) => command('error', `${result.id} failed`, body(result))),
    ...ofVerdict(report, 'inconclusive').map((result) => command('error', `${result.id} inconclusive`, body(result))),
    ...report.requirements
      .filter(({ waived }) => waived)
      .map((result) => command('warning', `${result.id} ${result.verdict}, waived`, body(result))),
    ...ofVerdict(report, 'skipped')
      .filter((result) => result.level === 'core')
      .map((result) => command('warning', `${result.id} skipped`, body(result))),
  ];
}

function ofVerdict(report: RunReport, verdict: RequirementResult['verdict']): RequirementResult[] {
  return report.requirements.filter((result) => result.verdict === verdict && !result.waived);
}

function body(result: RequirementResult): string {
  const words = result.waived ? `${waivedInWords(result.waived)}\n` : '';
  return `${result.sentence}\n${words}${explained(result)}`;
}

function command(kind: 'error' | 'warning', title: string, message: string): string {
  return `::${kind} title=${escapeProperty(title)}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return plainText(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
