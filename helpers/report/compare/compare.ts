/** Two reports side by side: A is what was, B what is now. */
import { measuredOf } from '../programming.ts';
import type { Programmed, RequirementResult, RunReport, Verdict } from '../results.ts';
import { type Difference, differences } from './facts.ts';

/** A requirement whose verdict is another one; null where a report does not have it. */
export interface Change {
  readonly id: string;
  readonly sentence: string;
  readonly a: Verdict | null;
  readonly b: Verdict | null;
  /** Why it did not pass, as the report says that tells more: B's, else A's. */
  readonly reason: string;
  /** It passed in A and does not in B, which may also not have checked it. */
  readonly worse: boolean;
}

export interface Latency {
  readonly count: number;
  readonly medianMs: number;
  readonly worstMs: number;
}

/** A value of each; null where it was not measured. */
export interface Pair<T> {
  readonly name: string;
  readonly a: T | null;
  readonly b: T | null;
}

export interface Comparison {
  readonly facts: readonly Difference[];
  /** Worse ones first. */
  readonly changes: readonly Change[];
  /** Requirements with the same verdict in both. */
  readonly same: number;
  /** Ids that only one of them checked, but for those that passed in A: these are among the changes. */
  readonly only: { readonly a: readonly string[]; readonly b: readonly string[] };
  /** By clock, of all nodes together. */
  readonly latencies: readonly Pair<Latency>[];
  /** Of the run and its phases, in ms. */
  readonly durations: readonly Pair<number>[];
}

export function compare(a: RunReport, b: RunReport): Comparison {
  const ids = [...new Set([...a.requirements, ...b.requirements].map(({ id }) => id))];
  const differing = ids.flatMap((id) => {
    const [was, is] = [resultOf(a, id), resultOf(b, id)];
    return was?.verdict === is?.verdict ? [] : [changeOf(was, is)];
  });
  const changes = differing.filter((change) => change.worse || (change.a !== null && change.b !== null));
  const alone = differing.filter((change) => !changes.includes(change));
  return {
    facts: differences(a, b),
    changes: changes.sort((one, other) => Number(other.worse) - Number(one.worse)),
    same: ids.length - differing.length,
    only: {
      a: alone.flatMap(({ id, b: other }) => (other === null ? id : [])),
      b: alone.flatMap(({ id, a: other }) => (other === null ? id : [])),
    },
    latencies: latenciesOf(a, b),
    durations: durationsOf(a, b),
  };
}

function resultOf({ requirements }: RunReport, wanted: string): RequirementResult | undefined {
  return requirements.find(({ id }) => id === wanted);
}

function changeOf(was: RequirementResult | undefined, is: RequirementResult | undefined): Change {
  const { id, sentence } = (is ?? was) as RequirementResult;
  return {
    ...{ id, sentence, a: was?.verdict ?? null, b: is?.verdict ?? null },
    reason: is?.reason || was?.reason || '',
    worse: was?.verdict === 'passed',
  };
}

const CLOCKS: readonly Programmed['clock'][] = ['service', 'endpoints'];

function latenciesOf(a: RunReport, b: RunReport): Pair<Latency>[] {
  return CLOCKS.map((clock) => ({ name: clock, a: latencyOf(a, clock), b: latencyOf(b, clock) }));
}

function latencyOf({ requirements }: RunReport, wanted: Programmed['clock']): Latency | null {
  const times = measuredOf(requirements).flatMap(({ clock, ms }) => (clock === wanted ? ms : []));
  if (times.length === 0) return null;
  times.sort((one, other) => one - other);
  const middle = (times.length - 1) / 2;
  const [low = 0, high = 0, worst = 0] = [times[Math.floor(middle)], times[Math.ceil(middle)], times.at(-1)];
  return { count: times.length, medianMs: (low + high) / 2, worstMs: worst };
}

function durationsOf(a: RunReport, b: RunReport): Pair<number>[] {
  const phases = [...new Set([...a.phases, ...b.phases].map(({ name }) => name))];
  const phaseOf = (report: RunReport, wanted: string) =>
    report.phases.find(({ name }) => name === wanted)?.durationMs ?? null;
  return [
    { name: 'the whole run', a: a.durationMs, b: b.durationMs },
    { name: 'start of the cluster', a: startOf(a), b: startOf(b) },
    ...phases.map((name) => ({ name: `specs, ${name}`, a: phaseOf(a, name), b: phaseOf(b, name) })),
  ];
}

function startOf({ cluster }: RunReport): number | null {
  return cluster === null ? null : cluster.ladder.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
