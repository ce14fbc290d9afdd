import { PROBE_TIMEOUT_MS } from '../bounds.ts';
import { HeldUp } from '../expect/inconclusive.ts';
import type { Client, ProbeResult, Target } from '../probe/probe.ts';
import { samplesToSeeAll } from '../probe/samples.ts';
import { tokens } from '../probe/token.ts';

/** Connections of one exec: it takes a second or two, so that little is sent in vain once all are seen. */
const BATCH = 200;

export interface DistinctEndpoints {
  readonly connections: number;
  /** What came of each connection that no backend of ours answered. */
  readonly unanswered: readonly string[];
  /** `namespace/pod:port` of each that answered. */
  readonly seen: ReadonlySet<string>;
}

/** `namespace/pod:port`, as the backend says it. */
export function endpointOf(backend: string, port: number): string {
  return `${backend}:${port}`;
}

/**
 * Sends new connections until `wanted` endpoints have answered, or until as many were sent after `within` ms as see all of
 * them but for MISS_CHANCE. @throws {HeldUp} where a probe could not be made.
 */
export async function distinctEndpoints(
  client: Client,
  target: Target,
  wanted: number,
  { within, nonce, signal }: { readonly within: number; readonly nonce: string; readonly signal: AbortSignal },
): Promise<DistinctEndpoints> {
  const token = tokens(nonce);
  const seen = new Set<string>();
  const over = performance.now() + within;
  let connections = 0;
  const unanswered: string[] = [];
  let late = 0;
  while (seen.size < wanted && late < samplesToSeeAll(wanted)) {
    const isLate = performance.now() > over;
    const requests = Array.from({ length: BATCH }, () => ({ target, token: token(), timeoutMs: PROBE_TIMEOUT_MS }));
    for (const result of await client.probe(requests, signal)) {
      const endpoint = endpointSeen(client, result);
      if (endpoint === undefined) unanswered.push(`${result.outcome} ${result.detail}`.trim());
      else seen.add(endpoint);
    }
    connections += BATCH;
    if (isLate) late += BATCH;
  }
  return { connections, unanswered, seen };
}

function endpointSeen({ name }: Client, { outcome, backend, seen, detail }: ProbeResult): string | undefined {
  if (outcome === 'broken') throw new HeldUp(`${name}: a probe could not be made: ${detail}`);
  return outcome === 'answered' && backend && seen ? endpointOf(backend, seen.serverPort) : undefined;
}
