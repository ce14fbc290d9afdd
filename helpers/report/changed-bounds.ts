import { PROMISE_BOUNDS, type PromiseBounds } from '../bounds.ts';

/** The bounds that are part of requirements and differ from their defaults. */
export function changedBounds(
  bounds: PromiseBounds,
): { readonly name: string; readonly ms: number; readonly defaultMs: number }[] {
  const names = Object.keys(PROMISE_BOUNDS) as (keyof PromiseBounds)[];
  return names
    .map((name) => ({ name, ms: bounds[name], defaultMs: PROMISE_BOUNDS[name].defaultMs }))
    .filter(({ ms, defaultMs }) => ms !== defaultMs);
}
