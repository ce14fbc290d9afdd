/** Cuts a list wherever the key changes, without changing its order. */
export function consecutive<T>(list: readonly T[], keyOf: (item: T) => unknown): T[][] {
  const parts: T[][] = [];
  for (const item of list) {
    const last = parts.at(-1);
    if (last?.[0] !== undefined && keyOf(last[0]) === keyOf(item)) last.push(item);
    else parts.push([item]);
  }
  return parts;
}
