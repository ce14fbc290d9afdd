import { describeClient, describeTarget } from '../expect/describe.ts';
import { countsInWords } from '../report/counts-in-words.ts';
import { formatDuration } from '../report/duration.ts';
import { oneLine } from '../report/plain-text.ts';
import { causeInWords, causeOf } from './cause.ts';
import type { WatchedPath } from './path.ts';
import type { Interval } from './track.ts';
import type { Watched } from './watch-paths.ts';

/** `14:03:05.1Z`: as the logs of a cluster have it, and short. */
function timeOfDay(at: number): string {
  return `${new Date(at).toISOString().slice(11, 21)}Z`;
}

/** `pod a/b on node c (10.42.0.5) -> nodePort 172.18.0.3:30080 of a/b on node c, UDP`. */
export function pathInWords({ client, target, protocol }: WatchedPath): string {
  return `${describeClient(client)} -> ${describeTarget(target)}, ${protocol}`;
}

/** `from 14:03:05.1Z to 14:03:12.0Z (6.9 s)`, `from 14:03:05.1Z, and still at the end (12 s)`. */
export function spanInWords({ from, to }: Interval, end: number): string {
  const span = formatDuration((to ?? end) - from);
  return to === null
    ? `from ${timeOfDay(from)}, and still at the end (${span})`
    : `from ${timeOfDay(from)} to ${timeOfDay(to)} (${span})`;
}

/** What was seen then, and for a broken one whose fault it is. */
export function seenInWords({ control }: Pick<Watched, 'control'>, interval: Interval): string {
  const { kind, outcomes, detail, probes } = interval;
  const words = oneLine(detail);
  const counts = probes > 0 ? countsInWords(outcomes) : '';
  const seen = [counts, words && counts ? `(${words})` : words].filter(Boolean).join(' ');
  return kind === 'broken' ? `${seen}; ${causeInWords(causeOf(interval, control))}` : seen;
}

/** The line of a moment: an interval has begun, or is over. */
export function changeLine(watched: Watched, interval: Interval): string {
  const path = pathInWords(watched.path);
  const { kind, from, to, detail, outcomes } = interval;
  if (to === null) {
    const outcome = kind === 'broken' ? `${Object.keys(outcomes).join(', ')} ` : '';
    const words = oneLine(detail);
    return `${timeOfDay(from)} ${kind === 'broken' ? '✗ broken' : '? could not tell'}: ${path}: ${outcome}${words && `(${words})`}`.trimEnd();
  }
  return `${timeOfDay(to)} ✓ answered again after ${formatDuration(to - from)}: ${path}: ${seenInWords(watched, interval)}`;
}
