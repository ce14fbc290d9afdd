/** What became of the mutants, in the words of the README and of docs/mutation.md. */
import { markdownTable } from '../report/markdown-table.ts';
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
export function mutationSentence({ files: judged, notYet }: MutationRecord): string {
  const files = judged.filter(hasMutants);
  const all = files.reduce((total, { counts }) => total + Object.values(counts).reduce((a, b) => a + b, 0), 0);
  const living = files.flatMap(({ file, living: own }) => own.map((mutant) => ({ file, mutant })));
  const explained = living.filter(({ file, mutant }) => reasonOf(file, mutant) !== undefined).length;
  const uncovered = living.filter(({ mutant }) => mutant.end === 'uncovered').length;
  return (
    `Mutation score ${scoreOf(files).toFixed(1)} %: of ${all} small changes to ${files.length} of ${files.length + notYet.length} files the unit tests noticed ` +
    `${all - living.length}; ${living.length} live, ${uncovered} of them where no unit test comes by, and ${explained} with a reason. ` +
    `[docs/mutation.md](docs/mutation.md) has it by file, docs/mutation.json every one that lives.`
  );
}

/** docs/mutation.md. */
export function mutationText(record: MutationRecord): string {
  const rows = record.files.filter(hasMutants).map((each) => {
    const { killed, timeout, survived, uncovered } = each.counts;
    return [own(each.file), `${scoreOf([each]).toFixed(0)} %`, ...[killed + timeout, survived, uncovered].map(String)];
  });
  const { notYet } = record;
  return [
    '# What the unit tests notice',
    'By `npm run mutate`, drawn from mutation.json by `npm run docs`. Names are below helpers/.',
    '',
    markdownTable(['file', 'score', 'noticed', 'lives', 'lives, and no unit test comes by'], rows),
    '',
    notYet.length === 0 ? 'No file is left out.' : `Not judged yet: ${notYet.map(own).join(', ')}.`,
    '',
  ].join('\n');
}

function own(file: string): string {
  return file.replace('helpers/', '');
}
