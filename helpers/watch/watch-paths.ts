import { WATCH_EVERY_MS, WATCH_MOST_A_SECOND } from '../bounds.ts';
import type { Backend } from '../expect/backend.ts';
import { type Clock, systemClock } from '../kube/clock.ts';
import type { Client, Protocol } from '../probe/probe.ts';
import { podIP } from '../scene/targets.ts';
import { type Followed, follow } from './follow.ts';
import type { WatchedPath } from './path.ts';
import { type Interval, Track } from './track.ts';

export interface Watched {
  readonly path: WatchedPath;
  readonly track: Track;
  /** Of the backends' pod IPs, one after another, over the same protocol. */
  readonly control: Track;
}

export interface WatchSettings {
  readonly paths: readonly WatchedPath[];
  /** All that may answer. */
  readonly backends: readonly Backend[];
  readonly token: () => string;
  /** Told when an interval of a path begins and when it has ended. */
  readonly onChange: (watched: Watched, interval: Interval) => void;
  readonly clock?: Clock;
  /** In ms since the epoch. */
  readonly wallClock?: () => number;
}

export interface Watching {
  readonly watched: readonly Watched[];
  readonly everyMs: number;
  /** Resolves when the signal has ended all traffic. */
  readonly done: Promise<void>;
}

/** Keeps traffic flowing along every path, and beside it to the pod IPs, until the signal. */
export function watchPaths(
  { paths, backends, token, onChange, clock = systemClock, wallClock = Date.now }: WatchSettings,
  signal: AbortSignal,
): Watching {
  const names = backends.map(({ name }) => name);
  const controls = new Map<string, Followed>();
  const controlOf = (client: Client, protocol: Protocol): Track => {
    const key = `${client.name} ${protocol}`;
    const known = controls.get(key);
    if (known) return known.track;
    const targets = backends.map((backend) => podIP(backend, undefined, protocol));
    const followed = { client, next: inTurn(targets), track: new Track(names) };
    controls.set(key, followed);
    return followed.track;
  };
  const watched = paths.map((path): Watched => {
    const control = controlOf(path.beside, path.protocol);
    const track = new Track(names, (interval) => onChange(one, interval));
    const one = { path, track, control };
    return one;
  });
  const all: Followed[] = [
    ...watched.map(({ path: { client, target }, track }) => ({ client, next: () => target, track })),
    ...controls.values(),
  ];
  const everyMs = Math.max(WATCH_EVERY_MS, Math.ceil((all.length * 1_000) / WATCH_MOST_A_SECOND));
  const pace = { everyMs, token, clock, wallClock };
  const started = all.map(async (each, index) => {
    // One after another, or all of them would ask in the same moment again and again.
    await clock.sleep((index * everyMs) / all.length, signal);
    await follow(each, pace, signal);
  });
  return { watched, everyMs, done: Promise.all(started).then(() => {}) };
}

function inTurn<T>(items: readonly T[]): () => T {
  let count = -1;
  return () => {
    count += 1;
    const item = items[count % items.length];
    if (item === undefined) throw new Error('no backends, so no pod IPs to ask beside a path');
    return item;
  };
}
