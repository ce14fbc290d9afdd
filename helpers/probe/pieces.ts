/** Consecutive items, at most so many in each piece. */
export function pieces<T>(items: readonly T[], most: number): T[][] {
  const starts = Array.from({ length: Math.ceil(items.length / most) }, (_, nth) => nth * most);
  return starts.map((start) => items.slice(start, start + most));
}
