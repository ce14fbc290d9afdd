import { formatDuration } from './duration.ts';
import type { Programming, RunReport, Table } from './results.ts';

/** What starts each clock, in words, and the bound it is held to. */
export const CLOCKS = {
  service: { since: 'a Service changed', bound: 'service-programmed' },
  endpoints: { since: 'its EndpointSlice said so', bound: 'endpoints-programmed' },
} as const;

/** Programming latency by node and clock, with the bound that it is held to; null where none was measured. */
export function programmingTable({ programming, bounds }: Pick<RunReport, 'programming' | 'bounds'>): Table | null {
  if (programming.length === 0) return null;
  const row = ({ node, clock, count, medianMs, worstMs }: Programming) => {
    const { since, bound } = CLOCKS[clock];
    return [node, since, String(count), ...[medianMs, worstMs, bounds[bound]].map(formatDuration)];
  };
  return {
    title: 'programming latency: how long a node took to follow',
    columns: ['node', 'since', 'times', 'median', 'worst', 'bound'],
    rows: programming.map(row),
  };
}
