import type { Stage } from './judge-stage.ts';
import { type FileMutation, type LivingMutant, MUTANT_ENDS, type Mutant, type MutantEnd } from './results.ts';

const isLiving = (end: MutantEnd | undefined) => end === undefined || end === 'survived' || end === 'uncovered';

/** Asks of every mutant of a file that is not `known`. */
export type Judge = (file: string, known: readonly string[]) => Promise<Stage>;

/** @param judges whoever comes later is asked of what the others let live. @throws where one of them throws. */
export async function judgeFile(file: string, judges: readonly Judge[]): Promise<Omit<FileMutation, 'hash'>> {
  const ends = new Map<string, MutantEnd>();
  let mutants: Readonly<Record<string, Mutant>> = {};
  const usable: string[] = [];
  const unusable: string[] = [];
  for (const judge of judges) {
    const known = [...ends.keys()].filter((id) => !isLiving(ends.get(id)));
    const stage = await judge(file, known);
    mutants = stage.mutants;
    usable.push(...stage.usable);
    unusable.push(...stage.unusable);
    for (const [id, end] of stage.ends) if (end !== 'uncovered' || !ends.has(id)) ends.set(id, end);
    if (Object.keys(mutants).every((id) => !isLiving(ends.get(id)))) break;
  }
  const all = Object.entries(mutants).map(([id, mutant]) => ({ ...mutant, end: ends.get(id) ?? 'uncovered' }));
  const count = (end: MutantEnd) => all.filter((each) => each.end === end).length;
  return {
    file,
    counts: Object.fromEntries(MUTANT_ENDS.map((end) => [end, count(end)])) as FileMutation['counts'],
    tests: usable.filter((name) => name.endsWith('.test.ts')),
    unusable,
    living: all.filter((each): each is LivingMutant => each.end === 'survived' || each.end === 'uncovered'),
  };
}
