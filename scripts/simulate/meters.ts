/** What a step of the collector takes of the platform's allowances, seen from outside. */
import type { Storage } from '../../src/collect/schema.ts';
import type { SnapshotStore } from '../../src/store/port.ts';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Subrequests as the platform counts them, and what the stand-in behind them took of this process. */
export interface RequestMeter {
  readonly fetch: Fetch;
  /** What there was since the last take. */
  take(): Requests;
  /** Counts one that is no fetch: a read or a write of KV. */
  add(): void;
}

export interface Requests {
  readonly count: number;
  /** most that waited for their headers at once */
  readonly atOnce: number;
  /** time spent inside of the stand-in, in ms */
  readonly upstreamMs: number;
}

export interface RequestMeterOptions {
  /** The stand-in's own; its work is done by the time that it returns its promise. */
  readonly send: Fetch;
  /** Time in which this thread has worked so far, in ms. */
  readonly cpuMs: () => number;
  /** What an answer takes on its way, in the simulated time. */
  readonly wait: (signal?: AbortSignal) => Promise<void>;
}

/**
 * Meters a fetch. The stand-in works in this thread and without a pause, so what it takes lies between two looks at
 * `cpuMs`; what reading its answers takes is the reader's.
 */
export function createRequestMeter({ send, cpuMs, wait }: RequestMeterOptions): RequestMeter {
  let [count, atOnce, upstreamMs, underWay] = [0, 0, 0, 0];
  return {
    async fetch(url, init) {
      count += 1;
      underWay += 1;
      atOnce = Math.max(atOnce, underWay);
      try {
        await wait(init?.signal ?? undefined);
        const before = cpuMs();
        const answer = send(url, init);
        upstreamMs += cpuMs() - before;
        return await answer;
      } finally {
        underWay -= 1;
      }
    },
    add() {
      count += 1;
    },
    take() {
      const taken = { count, atOnce, upstreamMs };
      [count, atOnce, upstreamMs] = [0, underWay, 0];
      return taken;
    },
  };
}

/** A store whose reads and writes count as subrequests, the writes also by themselves. */
export function meterStore(store: SnapshotStore, requests: Pick<RequestMeter, 'add'>) {
  let writes = 0;
  const metered: SnapshotStore = {
    read(known) {
      requests.add();
      return store.read(known);
    },
    write(snapshot) {
      requests.add();
      writes += 1;
      return store.write(snapshot);
    },
  };
  return { store: metered, writes: () => writes };
}

/** Bytes of the database, free pages and all: what the platform bills as stored. */
export function stateBytes({ sql }: Pick<Storage, 'sql'>): number {
  const [row] = sql
    .exec<{ bytes: number }>(
      'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
    )
    .toArray();
  return row?.bytes ?? 0;
}

/**
 * Time in which this thread works, in ms. Nothing in a simulated day waits for anything, so the clock on the wall tells it,
 * to the microsecond; the system's own account of a thread's CPU goes by ticks of 4 ms, longer than most steps. What
 * others take of a busy machine, and the engine's collecting of garbage, is in it: it is more than the CPU, never less.
 */
export function workingMs(): number {
  return performance.now();
}
