/** How often a path was asked for; `at` is the time of the last request, epoch milliseconds. */
export interface RequestCount {
  readonly path: string;
  readonly count: number;
  readonly at: number;
}

/** Paths remembered at most; past that the one asked for longest ago is forgotten. */
const MAX_PATHS = 4096;

/** Counts requests per path (with its query), bounded in memory. */
export interface RequestLog {
  add(path: string, at: number): void;
  /** Counts, the path asked for longest ago first. */
  list(): RequestCount[];
  clear(): void;
}

/** An empty log. */
export function createRequestLog(): RequestLog {
  const byPath = new Map<string, RequestCount>();
  return {
    add(path, at) {
      const count = (byPath.get(path)?.count ?? 0) + 1;
      byPath.delete(path);
      byPath.set(path, { path, count, at });
      const oldest = byPath.size > MAX_PATHS ? byPath.keys().next().value : undefined;
      if (oldest !== undefined) byPath.delete(oldest);
    },
    list: () => [...byPath.values()],
    clear: () => byPath.clear(),
  };
}
