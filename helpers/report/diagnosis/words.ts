/** Words that the rules share. */
import { isIP } from 'node:net';
import type { PlaceFacts, TargetFacts } from '../failure-facts.ts';

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `172.18.0.3:30080`, `[fd00::3]:30080/UDP`. */
export function addressText({ host, port, protocol }: TargetFacts): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}${protocol === 'UDP' ? '/UDP' : ''}`;
}

/** `this process`, `pod a/b on node c`. */
export function placeText({ kind, name, node }: PlaceFacts): string {
  return node && kind === 'pod' ? `${name} on node ${node}` : name;
}

export type IPFamily = 'IPv4' | 'IPv6';

/** undefined for a name. */
export function familyOf(host: string): IPFamily | undefined {
  const version = isIP(host);
  return version === 0 ? undefined : version === 4 ? 'IPv4' : 'IPv6';
}

export function isLoopback(host: string): boolean {
  return host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** `0 of 4 probes`. */
export function shareText({ good, probes }: { readonly good: number; readonly probes: number }): string {
  return `${good} of ${probes} probe${probes === 1 ? '' : 's'}`;
}

/** `42 s`. */
export function secondsBetween(from: string, to: string): string {
  return `${Math.round((Date.parse(to) - Date.parse(from)) / 1000)} s`;
}
