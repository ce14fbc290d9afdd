import { isIPv6 } from 'node:net';
import type { Target } from './probe.ts';

const HOST = /^[A-Za-z0-9._:-]+$/;

/** `host:port` as a URL wants it, an IPv6 address in brackets. */
export function authority({ host, port }: Pick<Target, 'host' | 'port'>): string {
  if (!HOST.test(host)) throw new TypeError(`"${host}" is neither an IP address nor a DNS name`);
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/** The path that carries a probe's token into the backend's access log. */
export function probePath(token: string): string {
  return `/?probe=${encodeURIComponent(token)}`;
}
