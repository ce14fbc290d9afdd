import type { ProxyMode } from '../cluster/cluster.ts';
import type { RequirementResult, Verdict } from '../report/results.ts';
import { controlsOf, controlsOfCondition } from './controls.ts';
import type { Condition, Fault } from './fault.ts';

/** What a requirement is asked for: it must fail, it can't tell, it must pass, or it may be in doubt but not fail. */
export type Role = 'must fail' | 'cannot tell' | 'must pass' | 'may doubt';

export interface Expected {
  readonly id: string;
  readonly role: Role;
}

/** `as listed`; `differs`: a requirement missed it, or accuses wrongly; `could not tell`: neither, but not all was seen. */
export type TrialVerdict = 'as listed' | 'differs' | 'could not tell';

const AGREES: Record<Role, readonly Verdict[]> = {
  'must fail': ['failed'],
  'cannot tell': ['inconclusive'],
  'must pass': ['passed'],
  'may doubt': ['passed', 'inconclusive'],
};

/** What is asked while a fault is in, in mode `mode`. */
export function expectedOf(fault: Fault, mode: ProxyMode): Expected[] {
  const { mustFail, mustFailIn = {}, cannotTell = [] } = fault;
  return [
    ...each([...mustFail, ...(mustFailIn[mode] ?? [])], 'must fail'),
    ...each(cannotTell, 'cannot tell'),
    ...each(controlsOf(fault), 'must pass'),
  ];
}

/** What is asked under a condition. */
export function expectedUnder(condition: Condition): Expected[] {
  const { concerns, mayDoubt = [] } = condition;
  const ids = [...concerns, ...controlsOfCondition(condition)];
  return ids.map((id) => ({ id, role: mayDoubt.includes(id) ? 'may doubt' : 'must pass' }));
}

function each(ids: readonly string[], role: Role): Expected[] {
  return ids.map((id) => ({ id, role }));
}

/** How one requirement's verdict stands to what was listed. A skip says nothing. */
export function agreement(role: Role, verdict: Verdict): TrialVerdict {
  if (AGREES[role].includes(verdict)) return 'as listed';
  if (verdict === 'skipped') return 'could not tell';
  return verdict === 'inconclusive' ? 'could not tell' : 'differs';
}

/**
 * The whole trial: `differs` if one verdict does. What this cluster skips is left out, unless nothing is left of what had to fail.
 * @param results one for each that was asked; one that is missing could not tell.
 */
export function judge(
  expected: readonly Expected[],
  results: readonly Pick<RequirementResult, 'id' | 'verdict'>[],
): TrialVerdict {
  const verdictOf = (id: string) => results.find((result) => result.id === id)?.verdict ?? 'inconclusive';
  const asked = expected.filter(({ id }) => verdictOf(id) !== 'skipped');
  const verdicts = asked.map(({ id, role }) => agreement(role, verdictOf(id)));
  if (verdicts.includes('differs')) return 'differs';
  const isWhole = expected.every(({ role }) => role !== 'must fail') || asked.some(({ role }) => role === 'must fail');
  return isWhole && asked.length > 0 && !verdicts.includes('could not tell') ? 'as listed' : 'could not tell';
}

/** Of a loop over trials: 1 where one differs, else 2 where one could not tell. */
export function exitCodeOf(verdicts: readonly TrialVerdict[]): number {
  if (verdicts.includes('differs')) return 1;
  return verdicts.includes('could not tell') ? 2 : 0;
}
