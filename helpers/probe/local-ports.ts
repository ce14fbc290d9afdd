import { randomInt } from 'node:crypto';

/** Ports that neither the kernel gives to other connections nor, with a thousand to choose from, nodePorts are of. */
const LOWEST = 12_000;
const HIGHEST = 28_999;

/** The next one, by place and target. */
const next = new Map<string, number>();

/**
 * The first of the local ports that `count` probes from one place to one target leave from, `each` for every one of them, in turn, so
 * that none is used twice within minutes by 1500 probes. A probe takes the first of its own that is free, and no other: those are another probe's.
 *
 * A node remembers for two minutes how it routed a SYN that nobody answered (half a minute: a datagram), and routes the next one from
 * that port to that target alike, whatever was programmed since: a probe that came before its Service was programmed, or that met a
 * backend that was gone, would make a later one from its port look like a loss. The kernel's own choice starts anew at random every
 * ten seconds (EPHEMERAL_PORT_SHUFFLE_PERIOD), and so comes back; and one count for all targets would begin again within a minute.
 */
export function takeLocalPorts(
  from: string,
  { host, port }: { readonly host: string; readonly port: number },
  count: number,
  each: number,
): number {
  const key = `${from} ${host} ${port}`;
  const wide = count * each;
  const first = next.get(key) ?? randomInt(LOWEST, HIGHEST - wide);
  const start = first + wide > HIGHEST ? LOWEST : first;
  next.set(key, start + wide);
  return start;
}
