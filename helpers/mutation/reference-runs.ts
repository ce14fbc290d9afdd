/** Runs on the reference cluster that a mutant may change. Whoever imports this has modules and a time of its own (bench/plan/make-plan.ts). */
import { faultPlan } from '../bench/plan/fault-plan.ts';
import { idsOf } from '../bench/plan/ids-of.ts';
import { makePlan } from '../bench/plan/make-plan.ts';
import { FAULTS } from '../cluster/reference/faults/all.ts';
import { REQUIREMENTS } from '../requirements.ts';
import { HEALTHY } from './healthy.ts';

const NODES = 3;
const CHECKABLE = REQUIREMENTS.filter(({ needs }) => !('throwaway' in needs || 'dualStack' in needs));

/** @param run HEALTHY, or a fault's name. @returns whether it comes out as it has to, and false where nothing comes out. */
export async function isRight(run: string): Promise<boolean> {
  return await (run === HEALTHY ? isHealthyPassed() : isCaught(run)).catch(() => false);
}

async function isHealthyPassed(): Promise<boolean> {
  const { passed, failed, unsound } = await makePlan({ nodes: NODES, focus: [], fault: '' });
  return passed.length === CHECKABLE.length && failed.length + unsound.length === 0;
}

async function isCaught(fault: string): Promise<boolean> {
  const { mustFail = [], cannotTell = [], byChance = [] } = FAULTS[fault] ?? {};
  const focus = [...mustFail, ...cannotTell].filter((id) => !byChance.includes(id));
  const { failed, unsound } = await faultPlan(makePlan, { nodes: NODES, focus, fault }, { mustFail });
  return isSame(failed, mustFail) && isSame(idsOf(unsound), [...mustFail, ...cannotTell]);
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join();
}
