/** What became of the mutants, in the words of the README. */
import { reasonOf } from './reasons.ts';
import type { FileMutation, MutantEnd, MutationRecord } from './results.ts';

/** Share of the mutants that a test noticed, in percent: a mutant that never ends is noticed too. */
function scoreOf(files: readonly Pick<FileMutation, 'counts'>[]): number {
  const sum = (...ends: readonly MutantEnd[]) =>
    files.reduce((total, { counts }) => total + ends.reduce((own, end) => own + counts[end], 0), 0);
  return (100 * sum('killed', 'timeout')) / Math.max(1, sum('killed', 'timeout', 'survived', 'uncovered'));
}

/** A file of types alone has none. */
function hasMutants({ counts }: FileMutation): boolean {
  return Object.values(counts).some((count) => count > 0);
}

/** One file, for the terminal. */
export function scoreLine(result: FileMutation): string {
  const { killed, timeout, survived, uncovered } = result.counts;
  const ends = `${killed} killed, ${timeout} timeout, ${survived} survived, ${uncovered} uncovered`;
  return `${scoreOf([result]).toFixed(0).padStart(3)} %  ${result.file}: ${ends}`;
}

/** The score, and what it is of. */
export function mutationFigures({ files: judged, notYet }: MutationRecord): string {
  const files = judged.filter(hasMutants);
  const all = files.reduce((total, { counts }) => total + Object.values(counts).reduce((a, b) => a + b, 0), 0);
  const living = files.flatMap(({ file, living: own }) => own.map((mutant) => ({ file, mutant })));
  const explained = living.filter(({ file, mutant }) => reasonOf(file, mutant) !== undefined).length;
  const uncovered = living.filter(({ mutant }) => mutant.end === 'uncovered').length;
  const rows = files.map((each) => {
    const { killed, timeout, survived, uncovered: none } = each.counts;
    return `| ${each.file.replace('helpers/', '')} | ${scoreOf([each]).toFixed(0)} % | ${killed + timeout} | ${survived} | ${none} |`;
  });
  const left =
    notYet.length === 0
      ? 'No file is left out.'
      : `Not judged yet: ${notYet.map((file) => file.replace('helpers/', '')).join(', ')}.`;
  return [
    `Mutation score ${scoreOf(files).toFixed(1)} %: of ${all} small changes to ${files.length} of ${files.length + notYet.length} files the unit tests noticed ` +
      `${all - living.length}; ${living.length} live, ${uncovered} of them where no unit test comes by, and ${explained} with a reason. ` +
      `${left} [docs/mutation.json](docs/mutation.json) has every one that lives.`,
    '',
    '<details><summary>By file</summary>',
    '',
    '| file | score | noticed | lives | lives, and no unit test comes by |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '</details>',
  ].join('\n');
}
