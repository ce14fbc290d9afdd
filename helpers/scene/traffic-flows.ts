import type { Check } from '../expect/check.ts';
import { systemClock } from '../kube/clock.ts';

/** Lets traffic flow for so long while something is broken: the length of the outage is part of what is promised. */
export async function trafficFlows(check: Check, ms: number): Promise<void> {
  await systemClock.sleep(ms, check.signal);
  check.signal.throwIfAborted();
}
