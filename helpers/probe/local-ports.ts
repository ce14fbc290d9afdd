import { randomInt } from 'node:crypto';

/** Ports that neither the kernel gives to other connections nor, with a thousand to choose from, nodePorts are of. */
const LOWEST = 12_000;
const HIGHEST = 28_999;

/** Specs run in so many processes side by side, which send from the same places: each has ports of its own. */
const PROCESSES = 2;

/** So many choices for each probe: those of the last minute may still be taken, by another process's too. */
export const LOCAL_PORTS_EACH = 4;

/** The next one, by place. */
const next = new Map<string, number>();

/**
 * The first of the local ports that `count` probes from one place leave from, LOCAL_PORTS_EACH for each, in turn, so that none is used
 * twice within minutes. A probe takes the first of its own that is free, and no other: those are another probe's.
 *
 * A node remembers for two minutes how it routed a SYN that nobody answered (half a minute: a datagram), and routes the next one from
 * that port alike, whatever was programmed since: a probe that came before its Service was programmed, or that met a backend that
 * was gone, would make a later one from its port look like a loss. The kernel's own choice starts anew at random every ten seconds
 * (EPHEMERAL_PORT_SHUFFLE_PERIOD), and so comes back.
 */
export function takeLocalPorts(
  from: string,
  count: number,
  worker: number = Number(process.env.JEST_WORKER_ID ?? 1),
): number {
  const share = Math.floor((HIGHEST - LOWEST + 1) / PROCESSES);
  const lowest = LOWEST + share * (worker % PROCESSES);
  const wide = count * LOCAL_PORTS_EACH;
  const first = next.get(from) ?? lowest + randomInt(Math.max(1, share - wide));
  const start = first + wide > lowest + share ? lowest : first;
  next.set(from, start + wide);
  return start;
}
