/** Does each item's work, at most so many at a time; results are in the items' order. Rejects with the first error. */
export async function sideBySide<T, R>(
  items: readonly T[],
  atATime: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [index, item] of queue) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  return results;
}
