import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '../redact.ts';
import { writeAtomically } from './atomic-file.ts';
import { formatDuration } from './duration.ts';
import { markdownTable, markdownText } from './markdown-table.ts';
import { oneLine } from './plain-text.ts';
import { type RequirementResult, type RunReport, type Table, VERDICTS } from './results.ts';
import { VERDICT_MARKS } from './verdict-mark.ts';

/** Writes `summary.md` into `dir`, which is made if need be, and returns its path. */
export function writeSummary(dir: string, report: RunReport): string {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'summary.md');
  writeAtomically(path, markdownSummary(report));
  return path;
}

/** Adds the summary to the page of the step in GitHub Actions, if this is one. */
export function appendStepSummary(report: RunReport, { GITHUB_STEP_SUMMARY }: NodeJS.ProcessEnv): void {
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, redact(`${markdownSummary(report)}\n`));
}

/** The run for who reads a pull request: the verdict, the cluster, what is wrong, what was asked again, the contrast, and what was skipped. */
export function markdownSummary(report: RunReport): string {
  const { verdict, totals, errors, requirements, contrast, suite, notice } = report;
  const counts = VERDICTS.map((each) => `${totals[each]} ${each}`).join(', ');
  const parts = [
    `## ${VERDICT_MARKS[verdict]} ${suite.name}: ${verdict}`,
    `${counts} in ${formatDuration(report.durationMs)}. ${clusterInWords(report)}`,
    notice && `**${markdownText(notice)}**`,
    list('The run itself', errors.map(markdownText)),
    ...(['failed', 'inconclusive'] as const).map((each) => troubles(each, requirements)),
    list('Asked again, since at first only the suite was held up', secondAttempts(requirements)),
    contrast && contrastTable(contrast),
    skipped(requirements),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function clusterInWords({ cluster, outsideClient }: RunReport): string {
  if (!cluster) return 'No cluster came up.';
  const { kind, kubernetesVersion, proxyMode, nodes, ipFamilies } = cluster;
  const facts = [
    `Kubernetes ${kubernetesVersion} (${kind})`,
    `kube-proxy ${proxyMode}`,
    `${nodes.length} node${nodes.length === 1 ? '' : 's'}`,
    ipFamilies.join(' and '),
    `outside: ${outsideClient ?? 'nobody'}`,
  ];
  return `${facts.map(markdownText).join('; ')}.`;
}

function list(title: string, lines: readonly string[]): string {
  return lines.length > 0 ? `### ${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}` : '';
}

function troubles(verdict: 'failed' | 'inconclusive', requirements: readonly RequirementResult[]): string {
  const own = requirements.filter((result) => result.verdict === verdict);
  const lines = own.map(({ id, sentence, reason }) => {
    const why = oneLine(reason).replace(`${id}: `, '');
    return `**${id}** ${markdownText(sentence)}<br>${markdownText(why)}`;
  });
  return list(`${VERDICT_MARKS[verdict]} ${verdict}`, lines);
}

function secondAttempts(requirements: readonly RequirementResult[]): string[] {
  return requirements.flatMap(({ id, verdict, firstAttempt }) => {
    const why = oneLine(firstAttempt?.reason ?? '').replace(`${id}: `, '');
    return firstAttempt ? [`**${id}** ${verdict}; at first: ${markdownText(why)}`] : [];
  });
}

function contrastTable({ title, columns, rows }: Table): string {
  return `### ${markdownText(title)}\n\n${markdownTable(columns, rows)}`;
}

function skipped(requirements: readonly RequirementResult[]): string {
  const own = requirements.filter(({ verdict }) => verdict === 'skipped');
  const reasons = [...Map.groupBy(own, ({ reason }) => oneLine(reason))].sort(([, a], [, b]) => b.length - a.length);
  const lines = reasons.map(
    ([reason, of]) => `${of.length}: ${markdownText(reason)} (${of.map(({ id }) => id).join(', ')})`,
  );
  return list(`${VERDICT_MARKS.skipped} skipped`, lines);
}
