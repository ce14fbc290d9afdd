import { PROMISE_BOUNDS, PROMISE_MOST_MS, type PromiseBounds, promiseBounds } from '../bounds.ts';
import { formatDuration } from '../report/duration.ts';
import { closest } from './closest.ts';
import { parseDuration } from './parse-duration.ts';
import { UsageError } from './usage-error.ts';

const NAMES = Object.keys(PROMISE_BOUNDS) as (keyof PromiseBounds)[];

/** The bounds that `--bound` changes, a line each: name, default, what it bounds, and where that comes from. */
export function boundLines(): string[] {
  const width = Math.max(...NAMES.map((name) => name.length));
  return Object.entries(PROMISE_BOUNDS).map(([name, { defaultMs, what, source }]) => {
    return `${name.padEnd(width)}  ${formatDuration(defaultMs).padEnd(5)}  ${what} (${source})`;
  });
}

function unknownBound(name: string): UsageError {
  const hint = closest(name, NAMES);
  const lines = boundLines().map((line) => `\n  ${line}`);
  return new UsageError(
    `--bound ${name}: there is no such bound${hint ? `; did you mean ${hint}?` : ''} (they are:${lines.join('')})`,
  );
}

/** All bounds that are part of a requirement, with what the kind of cluster and then each `NAME=TIME` changes. Throws UsageError. */
export function parseBounds(stated: readonly string[], ofCluster: Partial<PromiseBounds> = {}): PromiseBounds {
  const changed = stated.map((text) => {
    const [, word = text, time] = text.match(/^([^=]*)=(.*)$/) ?? [];
    const name = NAMES.find((each) => each === word);
    if (!name) throw unknownBound(word);
    if (time === undefined) throw new UsageError(`--bound ${text}: a time is needed, such as ${text}=60s`);
    const ms = parseDuration(`--bound ${name}`, time);
    const { leastMs } = PROMISE_BOUNDS[name];
    if (ms < leastMs || ms > PROMISE_MOST_MS) {
      throw new UsageError(`--bound ${text}: from ${leastMs / 1000}s to ${PROMISE_MOST_MS / 1000}s is possible`);
    }
    return [name, ms] as const;
  });
  return { ...promiseBounds({}), ...ofCluster, ...Object.fromEntries(changed) };
}
