/** What became of the mutants, in the words of the README and of docs/mutation.md. */
import { markdownTable } from '../report/markdown-table.ts';
import { reasonOf } from './reasons.ts';
import { type FileMutation, MUTANT_ENDS, type MutantEnd, type MutationRecord } from './results.ts';

/** Share of the mutants that a test noticed, in percent: a mutant that never ends is noticed too. */
function scoreOf(files: readonly Pick<FileMutation, 'counts'>[]): number {
  const sum = (...ends: readonly MutantEnd[]) =>
    files.reduce((total, { counts }) => total + ends.reduce((own, end) => own + counts[end], 0), 0);
  return (100 * sum('killed', 'timeout', 'reference')) / Math.max(1, sum(...MUTANT_ENDS));
}

/** A file of types alone has none. */
function hasMutants({ counts }: FileMutation): boolean {
  return Object.values(counts).some((count) => count > 0);
}

/** One file, for the terminal. */
export function scoreLine(result: FileMutation): string {
  const ends = MUTANT_ENDS.map((end) => `${result.counts[end]} ${end}`).join(', ');
  return `${scoreOf([result]).toFixed(0).padStart(3)} %  ${result.file}: ${ends}`;
}

/** The score, and what it is of. */
export function mutationSentence({ files: judged, notYet, outdated }: MutationRecord): string {
  const files = judged.filter(hasMutants);
  const sum = (...ends: readonly MutantEnd[]) =>
    files.reduce((total, { counts }) => total + ends.reduce((own, end) => own + counts[end], 0), 0);
  const living = files.flatMap(({ file, living: own }) => own.map((mutant) => ({ file, mutant })));
  const explained = living.filter(({ file, mutant }) => reasonOf(file, mutant) !== undefined).length;
  const before =
    outdated.length > 0 ? ` (${outdated.length} as they were before a change of theirs or of their tests)` : '';
  return (
    `Mutation score ${scoreOf(files).toFixed(1)} %: of ${sum(...MUTANT_ENDS)} small changes to ${files.length} of ${files.length + notYet.length} files${before} ` +
    `the unit tests noticed ${sum('killed', 'timeout')} and the reference cluster ${sum('reference')} more; ${living.length} live, ` +
    `${sum('uncovered')} of them where neither comes by, and ${explained} with a reason. ` +
    `[docs/mutation.md](docs/mutation.md) has it by file, docs/mutation.json every one that lives.`
  );
}

/** docs/mutation.md. */
export function mutationText(record: MutationRecord): string {
  const rows = record.files.filter(hasMutants).map((each) => {
    const { killed, timeout, reference, survived, uncovered } = each.counts;
    const ends = [killed + timeout, reference, survived, uncovered];
    return [own(each.file), `${scoreOf([each]).toFixed(0)} %`, ...ends.map(String)];
  });
  const { notYet, outdated } = record;
  return [
    '# What the unit tests and the reference cluster notice',
    'By `npm run mutate`, drawn from mutation.json by `npm run docs`. Names are below helpers/.',
    '',
    markdownTable(['file', 'score', 'unit tests', 'reference cluster', 'lives', 'lives, and nothing comes by'], rows),
    '',
    notYet.length === 0 ? 'No file is left out.' : `Not judged yet: ${notYet.map(own).join(', ')}.`,
    ...(outdated.length > 0
      ? ['', `As they were before a change of theirs or of their tests: ${outdated.map(own).join(', ')}.`]
      : []),
    '',
  ].join('\n');
}

function own(file: string): string {
  return file.replace('helpers/', '');
}
