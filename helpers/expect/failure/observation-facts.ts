/** Facts of what the requirement itself saw. */
import type { Client, ProbeResult, Target } from '../../probe/probe.ts';
import type { FieldsFacts, ObservationFacts, PlaceFacts, TargetFacts } from '../../report/failure-facts.ts';
import type { Asked, Fields } from '../observation.ts';
import type { Arrivals } from '../subject.ts';
import { isWrong, serviceOfFields } from './concerned.ts';

/** Different words of one observation that are kept. */
const MOST_WORDS = 5;

export function placeFacts({ kind, name, node, address }: Client): PlaceFacts {
  return { kind, name, node: node ?? null, address: address ?? null };
}

export function targetFacts({ kind, host, port, protocol = 'TCP', service, node }: Target): TargetFacts {
  return { kind, host, port, protocol, service: service ?? null, node: node ?? null };
}

/** The probes that were judged; of a silence those that had to reach nobody. */
export function resultsOf({ observation }: Asked): readonly ProbeResult[] {
  return observation.kind === 'silence' ? observation.pairs.map(({ negative }) => negative) : observation.results;
}

/** @param arrivals what the backends' access logs show, by token */
export function observationFacts(asked: Asked, arrivals: Arrivals): ObservationFacts {
  const { observation, client, target, control } = asked;
  const { kind, cell } = observation;
  const results = resultsOf(asked);
  const [first, last] = [results[0], results.at(-1)];
  const onOneSocket = observation.kind === 'continuity' && observation.oneSocket;
  return {
    ...{ kind, from: placeFacts(client), to: targetFacts(target), expected: cell.expected },
    ...{ asExpected: !isWrong(asked), holds: cell.holds, outcomes: cell.outcomes, backends: cell.backends },
    startedAt: first ? new Date(first.sentAt).toISOString() : null,
    spanMs: first && last ? Math.round(last.sentAt + last.totalMs - first.sentAt) : 0,
    ...(onOneSocket && cell.timeline && { connection: cell.timeline }),
    words: wordsOf(results),
    control: control && cell.control ? { to: targetFacts(control), outcomes: cell.control.outcomes } : null,
    arrived: arrivedOf(results, arrivals),
  };
}

/** Those of judged values that are wrong. */
export function fieldsFacts(fields: readonly Fields[]): FieldsFacts[] {
  return fields
    .filter(({ wrong }) => wrong.length > 0)
    .map((each) => ({
      ...{ about: each.cell.target, service: serviceOfFields(each) ?? null, client: each.cell.client },
      wrong: each.wrong.map((wrong) => ({ ...wrong })),
    }));
}

/** The probe's own words by how often they came, without the times in them, by which each would be its own. */
function wordsOf(results: readonly ProbeResult[]): ObservationFacts['words'] {
  const counts = new Map<string, ObservationFacts['words'][number]>();
  for (const { outcome, detail } of results) {
    if (outcome === 'answered') continue;
    const text = detail.replace(/\b\d+ (ms|milliseconds)\b/g, '… $1');
    const known = counts.get(`${outcome} ${text}`);
    if (known) known.count += 1;
    else counts.set(`${outcome} ${text}`, { outcome, detail: text, count: 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, MOST_WORDS);
}

function arrivedOf(results: readonly ProbeResult[], arrivals: Arrivals): ObservationFacts['arrived'] {
  const counts = new Map<string, ObservationFacts['arrived'][number]>();
  for (const { outcome, request } of results) {
    // Of one that could not be made it is not known whether its answer came.
    const arrival = ['answered', 'broken'].includes(outcome) ? undefined : arrivals.get(request.token);
    if (!arrival) continue;
    const { backend, from } = arrival;
    const known = counts.get(`${backend} ${from}`);
    if (known) known.count += 1;
    else counts.set(`${backend} ${from}`, { backend, from, count: 1 });
  }
  return [...counts.values()];
}
