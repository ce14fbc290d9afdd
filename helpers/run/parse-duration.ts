import { UsageError } from './usage-error.ts';

const UNIT_MS = { s: 1_000, m: 60_000 } as const;

/** Longer is a slip of the keyboard, and a timer of more than 24 days would fire at once. */
const LONGEST_MS = 24 * 3_600_000;

/** `90s`, `10m` or plain seconds, in ms. Throws UsageError, which names the option. */
export function parseDuration(option: string, text: string): number {
  const [, amount, unit = 's'] = text.match(/^(\d+)([sm]?)$/) ?? [];
  const ms = Number(amount) * UNIT_MS[unit === 'm' ? 'm' : 's'];
  if (!(ms > 0)) throw new UsageError(`${option} ${text}: a time is needed, such as 600, 90s or 10m`);
  if (ms > LONGEST_MS) throw new UsageError(`${option} ${text}: at most ${LONGEST_MS / UNIT_MS.m}m can be waited for`);
  return ms;
}
