import type { Outcome, ProbeResult } from './probe.ts';

export type OutcomeCounts = Partial<Record<Outcome, number>>;

export interface Summary {
  readonly probes: number;
  /** Only outcomes that came. */
  readonly outcomes: OutcomeCounts;
  /** Answers by `namespace/pod`. */
  readonly backends: Record<string, number>;
  /** Of answered probes, from first packet to whole answer; null if there is none. */
  readonly latencyMs: { readonly median: number; readonly worst: number } | null;
}

export function summarize(results: readonly ProbeResult[]): Summary {
  const backends: Record<string, number> = {};
  const latencies: number[] = [];
  for (const { outcome, backend, totalMs } of results) {
    if (outcome !== 'answered') continue;
    latencies.push(totalMs);
    if (backend !== undefined) backends[backend] = (backends[backend] ?? 0) + 1;
  }
  return { probes: results.length, outcomes: countOutcomes(results), backends, latencyMs: latencyOf(latencies) };
}

/** How often each outcome came; only those that came. */
export function countOutcomes(results: readonly ProbeResult[]): OutcomeCounts {
  const counts: OutcomeCounts = {};
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function latencyOf(values: number[]): Summary['latencyMs'] {
  const sorted = values.toSorted((a, b) => a - b);
  const worst = sorted.at(-1);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (worst === undefined || low === undefined || high === undefined) return null;
  return { median: Math.round((low + high) * 500) / 1000, worst };
}
