import type { Stage } from './judge-stage.ts';
import { type FileMutation, type LivingMutant, MUTANT_ENDS, type Mutant, type MutantEnd } from './results.ts';

const isLiving = (end: MutantEnd | undefined) => end === undefined || end === 'survived' || end === 'uncovered';

/** Asks of every mutant of a file that is not `known`. */
export type Judge = (file: string, known: readonly string[]) => Promise<Stage>;

/** Two judges as one: `second` is asked of what `first` did not come by, and of nothing that it came by and let live. */
export function orElse(first: Judge, second: Judge): Judge {
  return async (file, known) => {
    const own = await first(file, known);
    const told = [...known, ...own.ends.keys()];
    if (Object.keys(own.mutants).every((id) => told.includes(id))) return own;
    const other = await second(file, told);
    return {
      mutants: other.mutants,
      usable: [...own.usable, ...other.usable],
      unusable: [...own.unusable, ...other.unusable],
      ends: new Map([...own.ends, ...other.ends]),
    };
  };
}

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
