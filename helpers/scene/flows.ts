/** What a request on one socket at a time is waited for; what the flow saw is for a matcher to judge. */
import { ENDPOINTS_PROGRAMMED_MS, FLOW_EVERY_MS, SERVICE_PROGRAMMED_MS } from '../bounds.ts';
import type { Continuity, Mark } from '../expect/observation.ts';
import type { ProbeRule } from '../expect/probe-rules.ts';
import type { Traffic } from '../expect/traffic.ts';
import type { ProbeResult } from '../probe/probe.ts';
import { allUntil, sentSince, trafficUntil } from './traffic-until.ts';

/** More than toSettle wants to see in a row. */
const SETTLED_PROBES = 6;

/** That traffic goes on as the rule says, so that a matcher can tell. */
export function goesOn({ holds }: ProbeRule): (results: readonly ProbeResult[]) => boolean {
  return (results) => results.length >= SETTLED_PROBES && results.slice(-SETTLED_PROBES).every(holds);
}

/** Lets each flow run until it was last answered as the rule says, SERVICE_PROGRAMMED_MS at most. */
export async function flowsStart(flows: readonly Traffic[], rule: ProbeRule, signal: AbortSignal): Promise<void> {
  const started = flows.map((flow) =>
    trafficUntil(flow, (results) => results.slice(-1).some(rule.holds), SERVICE_PROGRAMMED_MS, signal),
  );
  await Promise.all(started);
}

/**
 * Lets all flows run until what was sent since `at` goes on as the rule says in each of them, or `within` ms, and what it takes to see
 * it, are over.
 */
export async function flowsSettle(
  flows: readonly Traffic[],
  rule: ProbeRule,
  within: number,
  signal: AbortSignal,
  at = 0,
): Promise<void> {
  await allUntil(flows, sentSince(at, goesOn(rule)), within + SETTLED_PROBES * FLOW_EVERY_MS, signal);
}

export interface Followed {
  readonly seen: Continuity;
  readonly after: Mark;
}

/** Marks a change of endpoints in each flow, lets all run until they go on as the rule says, and stops them. */
export async function flowsFollow(
  flows: readonly Traffic[],
  rule: ProbeRule,
  { text, at }: Mark,
  signal: AbortSignal,
): Promise<Followed[]> {
  const marked = flows.map((flow) => ({ flow, after: flow.mark(text, at) }));
  await flowsSettle(flows, rule, ENDPOINTS_PROGRAMMED_MS, signal, at);
  return Promise.all(marked.map(async ({ flow, after }) => ({ seen: await flow.stop(), after })));
}

/** Each of the rules holds. */
export function allOf(...rules: readonly ProbeRule[]): ProbeRule {
  return {
    words: rules.map(({ words }) => words).join(', '),
    holds: (result) => rules.every((rule) => rule.holds(result)),
  };
}
