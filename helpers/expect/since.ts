import type { Client, Target } from '../probe/probe.ts';
import type { Cell } from '../report/results.ts';

/**
 * A change that data planes follow. Two clocks are kept apart: `service` runs from the API's answer to a change of a Service,
 * `endpoints` from when the EndpointSlice said so.
 */
export interface Since {
  readonly clock: 'service' | 'endpoints';
  /** In ms since the epoch. */
  readonly at: number;
}

/** How long the node that routes this took; null where the change is not named or nobody knows the node. */
export function programmedSince(
  since: Since | undefined,
  client: Client,
  target: Target,
  seenAt: number | undefined,
): NonNullable<Cell['programmed']> | null {
  // A nodePort is routed by the node that is dialled, everything else by the client's own.
  const node = target.kind === 'nodePort' ? target.node : client.node;
  if (!since || !node || seenAt === undefined) return null;
  return { node, clock: since.clock, ms: Math.max(0, Math.round(seenAt - since.at)) };
}
