/**
 * Runs `work` over the items, at most `width` at once; results in the order of the items. Where one throws, it throws,
 * but not before the others are done: nothing goes on behind a step that has ended.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [i, item] of queue) results[i] = await work(item);
  };
  const workers = Array.from({ length: Math.min(width, items.length) }, worker);
  for (const ended of await Promise.allSettled(workers)) if (ended.status === 'rejected') throw ended.reason;
  return results;
}
