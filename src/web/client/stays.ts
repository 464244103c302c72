/**
 * Which of these may stay where they are while the others move around them: the longest run in ascending order
 * (https://en.wikipedia.org/wiki/Longest_increasing_subsequence). `ranks` are distinct; positions of those that stay are returned.
 */
export function longestAscending(ranks: readonly number[]): ReadonlySet<number> {
  /** by length less one, the position of the least rank that ends a run of that length */
  const ends: number[] = [];
  const before = ranks.map((rank, at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranks[ends[middle] ?? 0] ?? 0) < rank) low = middle + 1;
      else high = middle;
    }
    ends[low] = at;
    return low > 0 ? (ends[low - 1] ?? -1) : -1;
  });
  const stays = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) stays.add(at);
  return stays;
}
