import type { Client, ProbeResult, Target } from '../probe/probe.ts';
import { countOutcomes, summarize } from '../probe/summary.ts';
import { describeTarget } from './describe.ts';
import { hold, isHeld, type Pair } from './hold.ts';
import { type NegativeRule, NOT_OURS, sawWhatMust } from './negative-rule.ts';
import type { Silence } from './observation.ts';
import type { Observer } from './observer.ts';
import { programmedSince, type Since } from './since.ts';
import type { Subject } from './subject.ts';

export interface SilenceOptions {
  readonly client: Client;
  /** What must reach nobody. */
  readonly target: Target;
  /** What the same client must reach at the same time. */
  readonly control: Target;
  /** The Service that must not answer; its backends' access logs are read. */
  readonly of: Subject;
  /** The bound for a door that is being closed, in ms from now; 0 where it must never have been open. */
  readonly within: number;
  /** How the probes may end; by default in any way but an answer of ours. */
  readonly rule?: NegativeRule;
  readonly since?: Since;
  readonly beside?: Client | undefined;
}

/** Waits until the target reaches nobody, then holds it for HOLD_MS, each probe beside its positive control. */
export async function holdSilence(observer: Observer, options: SilenceOptions): Promise<Silence> {
  const { client, target, control, of, within, rule = NOT_OURS, since, beside } = options;
  const pair = async (): Promise<Pair> => {
    const requests = [...observer.requests(control, 1), ...observer.requests(target, 1)];
    const [controlled, negative] = await client.look(requests, observer.signal);
    if (!controlled || !negative) throw new Error(`${client.name} returned fewer results than it was given requests`);
    return { negative, control: controlled };
  };
  const isOpen = ({ outcome, backend }: ProbeResult) =>
    backend !== undefined || (outcome !== 'broken' && !rule.outcomes.includes(outcome));
  const enough = (held: readonly Pair[]) =>
    isHeld(held) &&
    sawWhatMust(
      rule,
      held.map(({ negative }) => negative.outcome),
    );
  const { pairs, settledMs } = await hold(pair, isOpen, within, observer.signal, observer.clock, enough);
  const tokens = new Set(pairs.map(({ negative }) => negative.request.token));
  const arrivals = await of.arrivals();
  const arrivedAt = [...new Set([...tokens].flatMap((token) => arrivals.get(token)?.backend ?? []))];
  const wrong = pairs.some(({ negative }) => isOpen(negative)) || arrivedAt.length > 0;
  const evidence = wrong ? await observer.evidence(of, client, target, beside) : null;
  const expected = `${rule.words}: no pod of ours reached by any of ${pairs.length} probes, each beside an answered control`;
  const cell = observer.traffic(client, target, expected, of.backends);
  Object.assign(cell, summarize(pairs.map(({ negative }) => negative)), {
    settledMs: within > 0 ? settledMs : null,
    control: { target: describeTarget(control), outcomes: countOutcomes(pairs.map((each) => each.control)) },
  });
  const programmed = programmedSince(since, client, target, pairs[0]?.negative.sentAt);
  if (programmed) cell.programmed = programmed;
  const silence: Silence = { kind: 'silence', requirement: observer.id, rule, cell, pairs, arrivedAt, evidence };
  return observer.observed(silence, { client, target, of, control });
}
