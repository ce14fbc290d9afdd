import type { Fault } from '../../cluster/reference/faults/fault.ts';
import type { PlanRequest } from './plan-process.ts';
import type { Plan } from './run-plan.ts';

export type FaultPlan = Pick<Plan, 'failed' | 'unsound'>;

/**
 * Which backends a sample meets is chance, and one in many misses what is broken: what must fail and did not is asked once more, and
 * a spec that has gone blind misses it again. What fails and must not is never asked again.
 */
export async function faultPlan(
  plan: (request: PlanRequest) => Promise<Plan>,
  request: PlanRequest,
  { mustFail }: Pick<Fault, 'mustFail'>,
): Promise<FaultPlan> {
  const first = await plan(request);
  const missed = mustFail.filter((id) => !first.failed.includes(id));
  if (missed.length === 0) return first;
  const again = await plan({ ...request, focus: missed });
  const known = first.unsound.filter((line) => !missed.some((id) => line.startsWith(`${id}:`)));
  return { failed: [...first.failed, ...again.failed], unsound: [...known, ...again.unsound] };
}
