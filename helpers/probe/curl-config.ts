import { MAX_BODY_BYTES } from './answer.ts';
import { consecutive } from './consecutive.ts';
import { CURL_REPORT_FORMAT } from './curl-report.ts';
import { takeLocalPorts } from './local-ports.ts';
import type { ProbeRequest } from './probe.ts';
import { authority, probePath } from './url.ts';

/** Before 8.4 curl heeds `max-filesize` only where the length is announced: this slows down endless bodies, in bytes/s. */
const BODY_RATE = 4 * MAX_BODY_BYTES;

/**
 * One batch of the program's input, for the place that is named `client`; its requests share one time limit. Each URL has a host name
 * of its own, which leads to the target: curl opens a connection for each, and closes it itself. Did the server close first, its end
 * would linger (TIME_WAIT) and refuse the next connection from that port, which a NAT gives to one client through several Services;
 * that looks like a loss.
 */
export function curlConfig(client: string, mark: string, timeoutMs: number, requests: readonly ProbeRequest[]): string {
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
  const ports = localPortsOf(client, requests);
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

/** So many choices for each probe: those of the last minute's probes are still taken, now and then all ten. With more, large batches come back too soon. */
export const LOCAL_PORTS_EACH = 10;

/** Those of one batch are taken together where it has one target, as nearly all have. */
function localPortsOf(client: string, requests: readonly ProbeRequest[]): string[] {
  return consecutive(requests, ({ target }) => authority(target)).flatMap((part) => {
    const target = part[0]?.target;
    if (!target) return [];
    const first = takeLocalPorts(client, target, part.length, LOCAL_PORTS_EACH);
    return part.map((_, nth) => {
      const from = first + nth * LOCAL_PORTS_EACH;
      return `${from}-${from + LOCAL_PORTS_EACH - 1}`;
    });
  });
}

/** The name that a person would ask by, where it is the same for all. */
function hostHeader(requests: readonly ProbeRequest[]): string[] {
  const [host, ...others] = new Set(requests.map(({ target }) => authority(target)));
  return host !== undefined && others.length === 0 ? [`header = "Host: ${host}"`] : [];
}
