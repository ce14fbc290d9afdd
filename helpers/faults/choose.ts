import type { ProxyMode } from '../cluster/cluster.ts';
import { closest } from '../run/closest.ts';
import { UsageError } from '../run/usage-error.ts';
import type { TrialRecord } from './record.ts';
import type { NamedTrial } from './trials.ts';

type Choosable = Pick<NamedTrial, 'name' | 'version' | 'modes' | 'dualStack'>;

/**
 * What is to be tried on such a cluster: what is named, or else all that makes sense there and is not kept yet at its present version.
 * @throws {UsageError} for a name that there is not, or not on such a cluster.
 */
export function chosenTrials<T extends Choosable>(
  names: readonly string[],
  trials: readonly T[],
  { mode, dualStack }: { readonly mode: ProxyMode; readonly dualStack: boolean },
  isKept: (trial: T) => boolean,
): T[] {
  if (names.length === 0)
    return trials.filter((trial) => trial.modes.includes(mode) && trial.dualStack === dualStack && !isKept(trial));
  return names.map((name) => {
    const found = trials.find((trial) => trial.name === name);
    if (!found) throw unknown(name, trials);
    if (!found.modes.includes(mode)) throw new UsageError(`${name}: makes no sense in mode ${mode}`);
    if (found.dualStack !== dualStack)
      throw new UsageError(`${name}: is for --ip-family ${found.dualStack ? 'dual' : 'ipv4'}`);
    return found;
  });
}

function unknown(name: string, trials: readonly Choosable[]): UsageError {
  const hint = closest(
    name,
    trials.map((trial) => trial.name),
  );
  const meant = hint ? `; did you mean ${hint}?` : '; npm run faults -- --list names them';
  return new UsageError(`${name}: there is no such fault or condition${meant}`);
}

/** Whether one of the runs that are kept is of the trial as it is now, in this mode of this Kubernetes. */
export function isKeptIn(
  records: readonly TrialRecord[],
  { mode, kubernetesVersion }: Pick<TrialRecord, 'mode' | 'kubernetesVersion'>,
): (trial: Pick<NamedTrial, 'name' | 'version'>) => boolean {
  return ({ name, version }) =>
    records.some(
      (record) =>
        record.name === name &&
        record.mode === mode &&
        record.kubernetesVersion === kubernetesVersion &&
        record.runs.some((run) => run.version === version),
    );
}
