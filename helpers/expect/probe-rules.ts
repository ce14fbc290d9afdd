import type { Outcome, ProbeResult } from '../probe/probe.ts';
import type { Backend } from './backend.ts';

/** What one probe must be: words for the message, and the test itself. */
export interface ProbeRule {
  readonly words: string;
  readonly holds: (result: ProbeResult) => boolean;
}

/** Answered by one of these backends. */
export function answeredBy(backends: readonly Backend[]): ProbeRule {
  const names = new Set(backends.map(({ name }) => name));
  return {
    words: `answered by ${[...names].join(' or ') || 'nobody'}`,
    holds: ({ outcome, backend }) => outcome === 'answered' && names.has(backend ?? ''),
  };
}

/** Ended in one of these ways, and not by a backend of ours. */
export function endedAs(...outcomes: readonly Outcome[]): ProbeRule {
  return {
    words: `ended as ${outcomes.join(' or ')}`,
    holds: ({ outcome, backend }) => backend === undefined && outcomes.includes(outcome),
  };
}

/** Answered on this port of the backend. */
export function onServerPort(port: number): ProbeRule {
  return { words: `answered on port ${port} of the backend`, holds: ({ seen }) => seen?.serverPort === port };
}

/** The backend saw the client at one of these addresses. */
export function seenFrom(what: string, addresses: readonly string[]): ProbeRule {
  return {
    words: `the backend sees ${what} (${addresses.join(', ')})`,
    holds: ({ seen }) => seen !== undefined && addresses.includes(seen.from.address),
  };
}

/** The backend saw the client at the address that it sent from: nobody put another one in its place. */
export const SEEN_AS_SENT: ProbeRule = {
  words: "the backend sees the client's own end of the connection",
  holds: ({ seen, local }) => local !== undefined && seen?.from.address === local.address,
};
