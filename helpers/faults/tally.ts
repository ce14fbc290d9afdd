/** What the kept runs of faults and conditions add up to. */
import type { TrialRecord, TrialRun } from './record.ts';
import type { NamedTrial } from './trials.ts';

/** One trial in one mode. */
export interface Tried {
  readonly trial: Pick<NamedTrial, 'kind' | 'name' | 'what' | 'because'>;
  readonly mode: string;
  /** The latest run of the trial as it is now; undefined: it was not run yet. */
  readonly run: TrialRun | undefined;
  readonly kubernetesVersion: string | undefined;
  /** Those before it, of earlier versions among them. */
  readonly earlier: readonly TrialRun[];
}

type Known = Pick<NamedTrial, 'kind' | 'name' | 'what' | 'because' | 'version' | 'modes'>;

/** Every trial in every mode that it makes sense in; of several Kubernetes versions that which was run last. */
export function triedIn(mode: string, trials: readonly Known[], records: readonly TrialRecord[]): Tried[] {
  return trials
    .filter(({ modes }) => modes.some((each) => each === mode))
    .map((trial) => {
      const own = records
        .filter((record) => record.name === trial.name && record.mode === mode)
        .flatMap(({ kubernetesVersion, runs }) => runs.map((run) => ({ kubernetesVersion, run })))
        .sort((a, b) => a.run.startedAt.localeCompare(b.run.startedAt));
      const last = own.findLast(({ run }) => run.version === trial.version);
      return {
        ...{ trial, mode, run: last?.run, kubernetesVersion: last?.kubernetesVersion },
        earlier: own.filter((each) => each !== last).map(({ run }) => run),
      };
    });
}

/** Ids of the requirements that a run's fault made fail, as they had to. */
export function caughtBy({ seen }: Pick<TrialRun, 'seen'>): string[] {
  return seen.flatMap(({ id, role, verdict }) => (role === 'must fail' && verdict === 'failed' ? [id] : []));
}

/** Ids of those that failed and had to pass. */
export function accusedBy({ seen }: Pick<TrialRun, 'seen'>): string[] {
  return seen.flatMap(({ id, role, verdict }) => (role !== 'must fail' && verdict === 'failed' ? [id] : []));
}

/** Names of this machine's runs are of no interest to anybody else. */
const RUN_NAME = /\bsc-[0-9a-f]{6}-/g;

/** Said of a fault that was still in, it names nothing. */
const MISNAMED = /what failed did not last/;

/** What the suite said most often of where it fails, and of why; empty if it said nothing. */
export function namedAs({ seen }: Pick<TrialRun, 'seen'>): string {
  const lines = seen
    .filter(({ verdict }) => verdict === 'failed')
    .flatMap(({ diagnosis }) => diagnosis)
    .filter((line) => !MISNAMED.test(line))
    .map((line) => line.replaceAll(RUN_NAME, ''));
  const mostOf = (certainty: string) => {
    const own = Map.groupBy(
      lines.filter((line) => line.startsWith(certainty)),
      (line) => line,
    );
    return [...own].sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
  };
  const certain = [mostOf('seen'), mostOf('likely')].filter((line) => line !== undefined);
  return (certain.length > 0 ? certain : [mostOf('possible') ?? '']).join('; ');
}
