import type { Backend } from '../expect/backend.ts';
import { describeBackends, describeClient, describeTarget } from '../expect/describe.ts';
import { pathOf } from '../expect/path.ts';
import { formatDuration } from '../report/duration.ts';
import { worstOf } from '../report/matrix/seen.ts';
import type { Cell, RequirementResult, Table } from '../report/results.ts';
import { requirementOf } from '../requirements.ts';
import { pathInWords, seenInWords, spanInWords } from './interval-words.ts';
import { WATCHED_IDS } from './path.ts';
import type { Interval } from './track.ts';
import type { Watched } from './watch-paths.ts';

export interface WatchEnded {
  readonly watched: readonly Watched[];
  readonly backends: readonly Backend[];
  readonly everyMs: number;
  /** In ms since the epoch. */
  readonly from: number;
  readonly to: number;
  /** Why an id has no path. */
  readonly unwatched: (id: string) => string;
}

interface Line {
  readonly each: Watched;
  readonly interval: Interval;
}

/** A result for each id that paths may belong to: failed where one was broken, inconclusive where for a time nobody could tell. */
export function watchedResults(ended: WatchEnded): RequirementResult[] {
  return WATCHED_IDS.map((id) => {
    const own = ended.watched.filter(({ path }) => path.id === id);
    return own.length === 0 ? skipped(id, ended) : resultOf(id, own, ended);
  });
}

function skipped(id: string, { from, unwatched }: WatchEnded): RequirementResult {
  return {
    ...head(id, from),
    ...{ verdict: 'skipped', reason: unwatched(id), explanation: '', notes: [], durationMs: 0, cells: [], tables: [] },
  };
}

function resultOf(id: string, own: readonly Watched[], ended: WatchEnded): RequirementResult {
  const { from, to, everyMs } = ended;
  const cells = own.map((each) => cellOf(each, ended));
  const holds = worstOf(cells.map((cell) => cell.holds));
  const lines = own
    .flatMap((each) => each.track.intervals.map((interval): Line => ({ each, interval })))
    .sort((a, b) => a.interval.from - b.interval.from);
  const texts = (kind: Interval['kind']) => lines.filter(({ interval }) => interval.kind === kind);
  const explanation = [
    ...block('broken', texts('broken'), to),
    ...block('could not tell', texts('unknown'), to),
    ...own.filter(({ track }) => track.probes === 0).map(({ path }) => `never asked: ${pathInWords(path)}`),
  ].join('\n');
  const note = `watched for ${formatDuration(to - from)}: one new connection every ${everyMs} ms on each path; what else the requirement says was not checked`;
  return {
    ...head(id, from),
    verdict: holds === false ? 'failed' : holds === null ? 'inconclusive' : 'passed',
    ...{ reason: reasonOf(own, holds, to), explanation, notes: [note] },
    ...{ durationMs: Math.round(to - from), cells, tables: tablesOf(lines, to) },
  };
}

function head(
  id: string,
  from: number,
): Pick<RequirementResult, 'id' | 'level' | 'sentence' | 'diagnosis' | 'startedAt'> {
  const { level, sentence } = requirementOf(id);
  return { id, level, sentence, diagnosis: [], startedAt: new Date(from).toISOString() };
}

function cellOf({ path, track, control }: Watched, { backends, everyMs, to }: WatchEnded): Cell {
  const { client, target, beside } = path;
  const kinds = track.intervals.map(({ kind }) => kind);
  return {
    ...{ client: describeClient(client), target: `${describeTarget(target)}, ${path.protocol}` },
    path: pathOf(client, target, backends),
    expected: `a new connection every ${everyMs} ms, each answered by one of ${describeBackends(backends)}`,
    holds: kinds.includes('broken') ? false : kinds.length > 0 || track.probes === 0 ? null : true,
    ...{ probes: track.probes, outcomes: { ...track.outcomes }, backends: { ...track.backends } },
    ...{ missChance: null, settledMs: null, latencyMs: null },
    timeline: track.timeline(everyMs, to),
    control: {
      target: `the pod IPs, ${path.protocol}, from ${describeClient(beside)}`,
      outcomes: { ...control.outcomes },
    },
    repeat: client.repeat(target),
  };
}

function reasonOf(own: readonly Watched[], holds: boolean | null, end: number): string {
  if (holds === true) return '';
  const kind = holds === false ? 'broken' : 'unknown';
  const lines = own.flatMap((each) => {
    const intervals = each.track.intervals.filter((interval) => interval.kind === kind);
    return intervals.map((interval): Line => ({ each, interval }));
  });
  const paths = new Set(lines.map(({ each }) => each)).size;
  const [longest] = lines.toSorted((a, b) => length(b.interval, end) - length(a.interval, end));
  const what = holds === false ? 'were broken' : 'could for a time not be told';
  if (!longest) return 'a path was never asked';
  return `${paths} of ${own.length} paths ${what}; longest ${spanInWords(longest.interval, end)}: ${pathInWords(longest.each.path)}`;
}

function length({ from, to }: Interval, end: number): number {
  return (to ?? end) - from;
}

function block(title: string, lines: readonly Line[], end: number): string[] {
  return lines.map(({ each, interval }) => {
    return `${title} ${spanInWords(interval, end)}: ${pathInWords(each.path)}: ${seenInWords(each, interval)}`;
  });
}

function tablesOf(lines: readonly Line[], end: number): Table[] {
  if (lines.length === 0) return [];
  const rows = lines.map(({ each, interval }) => [
    interval.kind === 'broken' ? 'broken' : 'could not tell',
    new Date(interval.from).toISOString(),
    interval.to === null ? 'still at the end' : new Date(interval.to).toISOString(),
    formatDuration(length(interval, end)),
    pathInWords(each.path),
    seenInWords(each, interval),
  ]);
  return [{ title: 'from when to when', columns: ['what', 'from', 'to', 'for', 'path', 'seen'], rows }];
}
