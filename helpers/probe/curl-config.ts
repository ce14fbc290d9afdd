import { randomInt } from 'node:crypto';
import { MAX_BODY_BYTES } from './answer.ts';
import { CURL_REPORT_FORMAT } from './curl-report.ts';
import type { ProbeRequest } from './probe.ts';
import { authority, probePath } from './url.ts';

/** Before 8.4 curl heeds `max-filesize` only where the length is announced: this slows down endless bodies, in bytes/s. */
const BODY_RATE = 4 * MAX_BODY_BYTES;

/**
 * One batch of the program's input; its requests share one time limit. Each URL has a host name of its own, which leads to the
 * target: curl opens a connection for each, and closes it itself. Did the server close first, its end would linger (TIME_WAIT) and
 * refuse the next connection from that port, which a NAT gives to one client through several Services; that looks like a loss.
 */
export function curlConfig(
  mark: string,
  timeoutMs: number,
  requests: readonly ProbeRequest[],
  use: LocalPortUse,
): string {
  const common = [
    'silent',
    'verbose',
    'no-buffer',
    'globoff',
    'noproxy = "*"',
    ...hostHeader(requests),
    `max-time = ${(timeoutMs / 1000).toFixed(3)}`,
    `max-filesize = ${MAX_BODY_BYTES}`,
    `limit-rate = ${BODY_RATE}`,
    `write-out = "\\n${mark} url ${CURL_REPORT_FORMAT}\\n%{stderr}\\n${mark} at %{urlnum} exit%{exitcode}\\n"`,
  ];
  const ports = localPorts(LOCAL_PORTS[use], requests.length);
  const parts = requests.map(({ target, token }, index) => {
    const own = `probe-${index}.invalid:${target.port}`;
    return [
      ...common,
      `local-port = ${ports[index]}`,
      `connect-to = "${own}:${authority(target)}"`,
      `url = "http://${own}${probePath(token)}"`,
    ].join('\n');
  });
  const config = `${parts.join('\nnext\n')}\n`;
  return `${Buffer.byteLength(config)}\n${config}`;
}

/** A trial may come before what it asks for is programmed, a judged probe is sent once that is so. */
export type LocalPortUse = 'trial' | 'judged';

/**
 * Ports that neither the kernel gives to other connections nor nodePorts are of. A node remembers for two minutes how it routed a
 * SYN that nobody answered, and routes the next one from that port alike, whatever was programmed since: a trial that came too
 * early would make a later probe from its port look like a loss. So no other probe leaves from where trials do, those of bash's
 * streams included, which take what port the kernel gives.
 */
const LOCAL_PORTS = {
  trial: { from: 12_000, to: 14_999 },
  judged: { from: 15_000, to: 29_999 },
} as const satisfies Record<LocalPortUse, { readonly from: number; readonly to: number }>;

/** From one probe's first choice to the next one's, and so many choices for each: those of the last minute are still taken. */
const LOCAL_PORTS_APART = 5;
const LOCAL_PORTS_EACH = 1_000;

function localPorts({ from: lowest, to: highest }: { from: number; to: number }, count: number): string[] {
  const first = randomInt(lowest, highest - LOCAL_PORTS_EACH - count * LOCAL_PORTS_APART);
  return Array.from({ length: count }, (_, nth) => {
    const from = first + nth * LOCAL_PORTS_APART;
    return `${from}-${from + LOCAL_PORTS_EACH}`;
  });
}

/** The name that a person would ask by, where it is the same for all. */
function hostHeader(requests: readonly ProbeRequest[]): string[] {
  const [host, ...others] = new Set(requests.map(({ target }) => authority(target)));
  return host !== undefined && others.length === 0 ? [`header = "Host: ${host}"`] : [];
}
