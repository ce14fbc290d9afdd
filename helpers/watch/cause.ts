import type { Interval, Track } from './track.ts';

/** What was asked beside a path that was broken says whose fault it is. */
export type Cause = 'Service' | 'pod network' | 'could not tell';

const WORDS: Readonly<Record<Cause, string>> = {
  Service: 'pod IPs answered from there all the while: the Service',
  'pod network': 'a pod IP did not answer from there either: the pod network, or the pod',
  'could not tell': 'whether pod IPs answered from there could not be told',
};

/** What the second control saw while a path was broken. */
export function causeOf(
  { from, to }: Pick<Interval, 'from' | 'to'>,
  control: Pick<Track, 'intervals' | 'lastAnswered'>,
): Cause {
  const meanwhile = control.intervals.filter((each) => each.from < (to ?? Infinity) && (each.to ?? Infinity) > from);
  if (meanwhile.some(({ kind }) => kind === 'broken')) return 'pod network';
  const asked = control.lastAnswered !== undefined && control.lastAnswered >= from;
  return asked && meanwhile.length === 0 ? 'Service' : 'could not tell';
}

export function causeInWords(cause: Cause): string {
  return WORDS[cause];
}
