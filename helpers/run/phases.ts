import type { Rung } from '../report/results.ts';
import type { SpecFile } from './spec-files.ts';

/** Spec files that run together, and how. */
export interface Phase {
  readonly name: string;
  readonly files: readonly string[];
  /** One spec at a time, and no file beside another. */
  readonly alone: boolean;
  /** No file beside another, though its specs are side by side. */
  readonly inTurn?: true;
}

/**
 * The files that hold a selected id: first those that bear company, then the disturbing ones. A phase without a file is left out.
 * @param inTurn where all files have to share what each could have to itself.
 */
export function phasesOf(selected: readonly string[], files: readonly SpecFile[], inTurn = false): Phase[] {
  const wanted = files.filter(({ ids }) => ids.some((id) => selected.includes(id)));
  const paths = (which: boolean) => wanted.filter(({ disturbing }) => disturbing === which).map(({ path }) => path);
  return [
    inTurn
      ? { name: 'one file after another', files: paths(false), alone: false, inTurn }
      : { name: 'side by side', files: paths(false), alone: false },
    { name: 'disturbing, one at a time', files: paths(true), alone: true },
  ].filter(({ files: own }) => own.length > 0);
}

export interface PhasesEnded {
  /** The first that is not 0; null if one was stopped. */
  readonly exitCode: number | null;
  readonly phases: readonly Rung[];
}

/** Runs the phases one after another. One that fails does not keep the next from running, one that is stopped does. */
export async function runPhases(
  phases: readonly Phase[],
  runPhase: (phase: Phase) => Promise<number | null>,
): Promise<PhasesEnded> {
  const took: Rung[] = [];
  let exitCode: number | null = 0;
  for (const phase of phases) {
    const start = performance.now();
    const own = await runPhase(phase);
    took.push({ name: phase.name, durationMs: Math.round(performance.now() - start) });
    exitCode = own === null ? null : exitCode || own;
    if (exitCode === null) break;
  }
  return { exitCode, phases: took };
}
