import type { Outcome } from '../probe/probe.ts';

/** How a connection that must reach nobody may end. `broken` is never among them, and an answer of ours never is either. */
export interface NegativeRule {
  readonly words: string;
  readonly outcomes: readonly Outcome[];
  /** The outcome that has to come, where others are only put up with. */
  readonly mustSee?: Outcome;
}

/** Whether the outcome that has to come came; true where none has to. */
export function sawWhatMust({ mustSee }: NegativeRule, outcomes: readonly Outcome[]): boolean {
  return mustSee === undefined || outcomes.includes(mustSee);
}

/** Anything but an answer of ours. */
export const NOT_OURS: NegativeRule = {
  words: 'no answer of a pod of ours',
  outcomes: ['stranger', 'refused', 'timeout', 'unroutable'],
};

/** Refused by an ICMP error or a RST. The kernel sends a client about one ICMP error a second, so some probes see silence instead. */
export const REFUSED: NegativeRule = {
  words: 'refused (silence now and then is the rate limit of ICMP errors)',
  outcomes: ['refused', 'timeout'],
  mustSee: 'refused',
};

/** Swallowed without a word. */
export const DROPPED: NegativeRule = { words: 'timeout', outcomes: ['timeout'] };

/** A closed port of a host, which may stand behind a firewall. */
export const CLOSED: NegativeRule = {
  words: 'refused, or timeout behind a firewall',
  outcomes: ['refused', 'timeout'],
};
