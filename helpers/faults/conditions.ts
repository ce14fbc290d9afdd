/** All that is unusual and accuses nobody, by name. */
import type { Condition } from './fault.ts';

export const CONDITIONS: Readonly<Record<string, Condition>> = {};
