/** Affinity is kept for each client, node and Service port: one client has as many choices as the Service has ports. */
import type { V1ServicePort } from '@kubernetes/client-node';
import { PROBE_TIMEOUT_MS } from '../bounds.ts';
import { HeldUp } from '../expect/inconclusive.ts';
import type { Client, ProbeResult, Target } from '../probe/probe.ts';
import { tokens } from '../probe/token.ts';
import { BACKEND_PORT } from './backend-config.ts';
import { SERVICE_PORT } from './services.ts';

/** So many ports from SERVICE_PORT on, all to the backends' port. */
export function manyPorts(count: number): V1ServicePort[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `p${index}`,
    port: SERVICE_PORT + index,
    targetPort: BACKEND_PORT,
  }));
}

/** One round: a new connection to each target, in their order. @throws {HeldUp} where one could not be made. */
export async function choicesOf(
  client: Client,
  targets: readonly Target[],
  nonce: string,
  signal: AbortSignal,
): Promise<ProbeResult[]> {
  const token = tokens(nonce);
  const requests = targets.map((target) => ({ target, token: token(), timeoutMs: PROBE_TIMEOUT_MS }));
  const results = await client.probe(requests, signal);
  const broken = results.find(({ outcome }) => outcome === 'broken');
  if (broken) throw new HeldUp(`${client.name}: a probe could not be made: ${broken.detail}`);
  return results;
}

/** Which ports' connections went elsewhere in the second of two rounds, as facts for a message. */
export function moved(before: readonly ProbeResult[], now: readonly ProbeResult[]): string[] {
  return now.flatMap((choice, index) => {
    const last = before[index];
    if (!last || whoAnswered(last) === whoAnswered(choice)) return [];
    const ms = Math.round(choice.sentAt - last.sentAt);
    return [`port ${choice.request.target.port}: ${whoAnswered(last)}, ${ms} ms later ${whoAnswered(choice)}`];
  });
}

/** Between two connections to one port; on a busy machine it may be so long that affinity has rightly ended. */
export function longestPauseMs(rounds: readonly (readonly ProbeResult[])[]): number {
  const pauses = rounds
    .slice(1)
    .flatMap((round, nth) => round.map(({ sentAt }, index) => sentAt - (rounds[nth]?.[index]?.sentAt ?? sentAt)));
  return Math.round(Math.max(0, ...pauses));
}

function whoAnswered({ outcome, backend }: ProbeResult): string {
  return outcome === 'answered' && backend !== undefined ? backend : outcome;
}
