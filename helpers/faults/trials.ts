/** All that can be tried, by name. */
import type { ProxyMode } from '../cluster/cluster.ts';
import { CONDITIONS } from './conditions.ts';
import type { Condition, Fault } from './fault.ts';
import { FAULTS } from './faults.ts';
import { type Expected, expectedOf, expectedUnder } from './judge.ts';
import type { TrialKind } from './record.ts';

export interface NamedTrial {
  readonly kind: TrialKind;
  readonly name: string;
  readonly what: string;
  /** Of a fault, what in real life does so; of a condition, why nobody is to blame. */
  readonly because: string;
  readonly version: number;
  readonly modes: readonly ProxyMode[];
  readonly dualStack: boolean;
  readonly expected: (mode: ProxyMode) => readonly Expected[];
  readonly puts: Fault['puts'];
}

const BOTH: readonly ProxyMode[] = ['iptables', 'nftables'];

function named(kind: TrialKind, name: string, trial: Fault | Condition): NamedTrial {
  const { what, version = 1, modes = BOTH, dualStack = false, puts } = trial;
  const because = 'like' in trial ? trial.like : trial.why;
  const expected = (mode: ProxyMode) => ('mustFail' in trial ? expectedOf(trial, mode) : expectedUnder(trial));
  return { kind, name, what, because, version, modes, dualStack, expected, puts };
}

/** The faults, then the conditions. */
export const TRIALS: readonly NamedTrial[] = [
  ...Object.entries(FAULTS).map(([name, fault]) => named('fault', name, fault)),
  ...Object.entries(CONDITIONS).map(([name, condition]) => named('condition', name, condition)),
];
