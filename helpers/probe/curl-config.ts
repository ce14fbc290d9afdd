import { MAX_BODY_BYTES } from './answer.ts';
import type { ProbeRequest } from './probe.ts';
import { authority, probePath } from './url.ts';

/** Before 8.4 curl heeds `max-filesize` only where the length is announced: this slows down endless bodies, in bytes/s. */
const BODY_RATE = 4 * MAX_BODY_BYTES;

/**
 * One batch of the program's input; its requests share one time limit.
 * `Connection: close` is what makes curl open a connection for every URL.
 */
export function curlConfig(mark: string, timeoutMs: number, requests: readonly ProbeRequest[]): string {
  const lines = [
    'silent',
    'verbose',
    'no-buffer',
    'globoff',
    'noproxy = "*"',
    'header = "Connection: close"',
    `max-time = ${(timeoutMs / 1000).toFixed(3)}`,
    `max-filesize = ${MAX_BODY_BYTES}`,
    `limit-rate = ${BODY_RATE}`,
    `write-out = "\\n${mark} url %{json}\\n%{stderr}\\n${mark} at %{urlnum}\\n"`,
    ...requests.map(({ target, token }) => `url = "http://${authority(target)}${probePath(token)}"`),
  ];
  return `${lines.length}\n${lines.join('\n')}\n`;
}
