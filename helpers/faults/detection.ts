/** docs/detection.md, drawn from docs/faults/. */
import { formatDuration } from '../report/duration.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { Role } from './judge.ts';
import type { Seen, TrialRecord, TrialRun } from './record.ts';
import { accusedBy, caughtBy, namedAs, type Tried, triedIn } from './tally.ts';
import type { NamedTrial } from './trials.ts';

const MODES = ['iptables', 'nftables'] as const;

const HEAD = `# What the requirements catch

Drawn by \`npm run docs\` from the runs in [faults/](faults); each was made by \`npm run faults\`, on a throwaway cluster of three nodes that was
broken in one way, asked, and mended. The lists of what must fail and what must pass stand in [helpers/faults/](../helpers/faults), and
were there before the first run: where a run showed that a list or a fault was wrong, its version counts up, and the runs before it stay.
Every run counts, red ones too.
`;

type Drawn = Pick<NamedTrial, 'kind' | 'name' | 'what' | 'because' | 'version' | 'modes' | 'expected'>;

const HEALTHY = `Beside it, what the whole catalogue said of healthy clusters, in every run that was kept
([catalogue-runs.json](catalogue-runs.json)): whatever failed there was accused wrongly.`;

/**
 * The whole document.
 * @param accusations how often healthy clusters were accused, as a table.
 */
export function detectionText(trials: readonly Drawn[], records: readonly TrialRecord[], accusations: string): string {
  const parts = MODES.flatMap((mode) => {
    const tried = triedIn(mode, trials, records);
    const faults = tried.filter(({ trial }) => trial.kind === 'fault');
    const conditions = tried.filter(({ trial }) => trial.kind === 'condition');
    return [
      `## Faults, kube-proxy in mode ${mode}`,
      faultTable(faults),
      `### Fault by requirement, mode ${mode}`,
      matrix(faults, mode, trials),
      `## Conditions that accuse nobody, kube-proxy in mode ${mode}`,
      conditionTable(conditions),
    ];
  });
  return `${[HEAD, detectionFigures(trials, records), HEALTHY, accusations, ...parts].join('\n\n')}\n`;
}

/** How many were tried in each mode, and what came of it. */
export function detectionFigures(trials: readonly Drawn[], records: readonly TrialRecord[]): string {
  const rows = MODES.map((mode) => {
    const tried = triedIn(mode, trials, records);
    const faults = tried.filter(({ trial }) => trial.kind === 'fault');
    const conditions = tried.filter(({ trial }) => trial.kind === 'condition');
    const ran = faults.flatMap(({ run }) => run ?? []);
    const under = conditions.flatMap(({ run }) => run ?? []);
    const count = (runs: readonly TrialRun[], holds: (run: TrialRun) => boolean) => String(runs.filter(holds).length);
    return [
      ...[mode, `${ran.length} of ${faults.length}`],
      count(ran, (run) => caughtBy(run).length > 0),
      count(ran, (run) => caughtBy(run).length > 0 && namedAs(run) !== ''),
      count(ran, ({ verdict }) => verdict === 'as listed'),
      `${under.length} of ${conditions.length}`,
      count(under, (run) => accusedBy(run).length > 0),
    ];
  });
  const columns = ['kube-proxy', 'faults tried', 'caught', 'and named by a diagnosis', 'exactly as listed'];
  return markdownTable([...columns, 'conditions tried', 'wrong accusations under them'], rows);
}

function faultTable(tried: readonly Tried[]): string {
  return markdownTable(
    ['fault', 'what is broken', 'as in', 'verdict', 'caught by', 'named', 'took', 'when', 'commit'],
    tried.map(({ trial, run, earlier }) => [
      ...[trial.name, trial.what, trial.because, verdictText(run, earlier)],
      run ? caughtBy(run).join(', ') || 'nobody' : '',
      ...(run ? [namedAs(run) || 'not named', ...about(run)] : ['', '', '', '']),
    ]),
  );
}

function conditionTable(tried: readonly Tried[]): string {
  return markdownTable(
    [
      'condition',
      'what is unusual',
      'why nobody is to blame',
      'verdict',
      'asked',
      'in doubt',
      'accused',
      'took',
      'when',
      'commit',
    ],
    tried.map(({ trial, run, earlier }) => [
      ...[trial.name, trial.what, trial.because, verdictText(run, earlier)],
      run ? String(run.seen.length) : '',
      run ? run.seen.flatMap(({ id, verdict }) => (verdict === 'inconclusive' ? [id] : [])).join(', ') : '',
      run ? accusedBy(run).join(', ') || 'nobody' : '',
      ...(run ? about(run) : ['', '', '']),
    ]),
  );
}

function about({ durationMs, startedAt, commit }: TrialRun): string[] {
  return [formatDuration(durationMs), startedAt.slice(0, 16).replace('T', ' '), commit];
}

function verdictText(run: TrialRun | undefined, earlier: readonly TrialRun[]): string {
  const before = earlier.map(({ version, verdict }) => `${verdict} (version ${version})`).join(', ');
  const now = run ? `${run.verdict} (version ${run.version})` : 'not run yet';
  return before ? `${now}; before: ${before}` : now;
}

const LEGEND =
  'Seconds: failed after that time, as it had to. **missed**: it had to fail and passed. ✓: a control that passed. ' +
  '**accused**: a control that failed. ?: could not tell. -: skipped, the cluster lacks something. Empty: not asked.';

/** Columns are the requirements that must fail because of some fault; controls are counted in the last one. */
function matrix(tried: readonly Tried[], mode: (typeof MODES)[number], trials: readonly Drawn[]): string {
  const mustFail = new Set(
    trials.flatMap(({ expected }) => expected(mode).flatMap(({ id, role }) => (role === 'must fail' ? [id] : []))),
  );
  const ids = [...mustFail].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const rows = tried.flatMap(({ trial, run }) => {
    if (!run) return [];
    const cells = ids.map((id) => cellText(run.seen.find((each) => each.id === id)));
    const controls = run.seen.filter(({ role }) => role === 'must pass');
    const passed = controls.filter(({ verdict }) => verdict === 'passed');
    return [[trial.name, ...cells, `${passed.length} of ${controls.length}`]];
  });
  return `${LEGEND}\n\n${markdownTable(['fault', ...ids, 'controls passed'], rows)}`;
}

function cellText(seen: Seen | undefined): string {
  if (!seen) return '';
  const { role, verdict, durationMs } = seen;
  if (verdict === 'skipped') return '-';
  if (verdict === 'inconclusive') return '?';
  return verdict === 'failed' ? failedText(role, durationMs) : role === 'must fail' ? '**missed**' : '✓';
}

function failedText(role: Role, durationMs: number): string {
  return role === 'must fail' ? formatDuration(durationMs) : '**accused**';
}
