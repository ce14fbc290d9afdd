import { type Judges, judgeStage } from './judge-stage.ts';
import type { FileMutation, LivingMutant, Mutant, MutantEnd } from './results.ts';

const isLiving = (end: MutantEnd | undefined) => end === undefined || end === 'survived' || end === 'uncovered';

/** @param stages whoever comes later is asked of what the others let live. @throws where no process comes to an end. */
export async function judgeFile(file: string, stages: readonly Judges[]): Promise<Omit<FileMutation, 'hash'>> {
  const ends = new Map<string, MutantEnd>();
  let mutants: Readonly<Record<string, Mutant>> = {};
  const usable: string[] = [];
  const unusable: string[] = [];
  for (const judges of stages) {
    const known = [...ends.keys()].filter((id) => !isLiving(ends.get(id)));
    const stage = await judgeStage(file, judges, known);
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
    counts: {
      killed: count('killed'),
      timeout: count('timeout'),
      reference: count('reference'),
      survived: count('survived'),
      uncovered: count('uncovered'),
    },
    tests: usable.filter((judge) => judge.endsWith('.test.ts')),
    unusable,
    living: all.filter((each): each is LivingMutant => each.end === 'survived' || each.end === 'uncovered'),
  };
}
