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
    return added(own, await second(file, told));
  };
}

/** What two judges said, the second of whatever the first left open. */
function added(before: Stage, after: Stage): Stage {
  const ends = new Map(before.ends);
  for (const [id, end] of after.ends) if (end !== 'uncovered' || !ends.has(id)) ends.set(id, end);
  return {
    mutants: after.mutants,
    usable: [...before.usable, ...after.usable],
    unusable: [...before.unusable, ...after.unusable],
    ends,
  };
}

/**
 * @param judges whoever comes later is asked of what the others let live.
 * @param mayLive of a mutant that the first of them let live: whether it is known why, so that nobody else has to be asked.
 * @throws where one of them throws.
 */
export async function judgeFile(
  file: string,
  judges: readonly Judge[],
  mayLive: (mutant: Mutant) => boolean = () => false,
): Promise<Omit<FileMutation, 'hash'>> {
  let all: Stage = { mutants: {}, usable: [], unusable: [], ends: new Map() };
  let known: readonly string[] = [];
  for (const judge of judges) {
    all = added(all, await judge(file, known));
    const { mutants, ends } = all;
    known = Object.keys(mutants).filter((id) => !isLiving(ends.get(id)) || mayLive(mutants[id] as Mutant));
    if (known.length === Object.keys(mutants).length) break;
  }
  const mutants = Object.entries(all.mutants).map(([id, mutant]) => ({
    ...mutant,
    end: all.ends.get(id) ?? 'uncovered',
  }));
  const count = (end: MutantEnd) => mutants.filter((each) => each.end === end).length;
  return {
    file,
    counts: Object.fromEntries(MUTANT_ENDS.map((end) => [end, count(end)])) as FileMutation['counts'],
    tests: all.usable.filter((name) => name.endsWith('.test.ts')),
    unusable: all.unusable,
    living: mutants.filter((each): each is LivingMutant => each.end === 'survived' || each.end === 'uncovered'),
  };
}
