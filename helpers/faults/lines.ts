/** What `npm run faults` says. */
import { formatDuration } from '../report/duration.ts';
import { agreement } from './judge.ts';
import type { TrialKey, TrialRun } from './record.ts';
import type { NamedTrial } from './trials.ts';

/** One trial when it has ended, and each verdict that is not as listed. */
export function trialLines(
  { kind, name, mode }: TrialKey,
  { verdict, durationMs, seen, out, errors }: TrialRun,
): string {
  const other = seen.flatMap(({ id, role, verdict: came, reason }) =>
    came === 'skipped' || agreement(role, came) === 'as listed' ? [] : [`  ${id} ${role}, and ${came}: ${reason}`],
  );
  const left = out.notAsBefore.map((line) => `  not as before: ${line}`);
  return [
    `${kind} ${name} in mode ${mode}: ${verdict} in ${formatDuration(durationMs)}; asked ${seen.length}, caught by ${caughtBy(seen)}`,
    ...[...other, ...left, ...errors.map((line) => `  ${line}`)],
  ].join('\n');
}

function caughtBy(seen: TrialRun['seen']): string {
  const ids = seen.flatMap(({ id, verdict }) => (verdict === 'failed' ? [id] : []));
  return ids.length > 0 ? ids.join(', ') : 'none';
}

/** What `--list` prints. */
export function listLines(trials: readonly NamedTrial[]): string {
  return trials
    .flatMap(({ kind, name, modes, expected }) =>
      modes.map((mode) => {
        const ids = expected(mode).flatMap(({ id, role }) => (role === 'must fail' ? [id] : []));
        return `${kind} ${name} (${mode})${ids.length > 0 ? `: ${ids.join(', ')}` : ''}`;
      }),
    )
    .join('\n');
}
