import { CONDITIONS } from '../conditions/all.ts';
import type { Wrappers } from '../wrappers.ts';
import { FAULTS } from './all.ts';

/** @param name of a fault or a condition; empty: nothing is unusual. @throws where there is none of that name. */
export function wrappersOf(name: string): Wrappers {
  if (name === '') return {};
  const found = FAULTS[name] ?? CONDITIONS[name];
  if (!found) throw new Error(`there is no fault and no condition ${name}`);
  return found.wraps();
}
