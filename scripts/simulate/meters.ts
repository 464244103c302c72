/** What a step of the collector takes of the platform's allowances, seen from outside. */
import type { Storage } from '../../src/collect/schema.ts';
import type { SnapshotArchive, SnapshotSink } from '../../src/store/port.ts';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Subrequests as the platform counts them. */
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
}

export interface RequestMeterOptions {
  /** The stand-in's own. */
  readonly send: Fetch;
  /** What an answer takes on its way, in the simulated time. */
  readonly wait: (signal?: AbortSignal) => Promise<void>;
  /** Told when the stand-in has something to do (true) and when it is done (false): simulated time stands still between. */
  readonly busy?: (more: boolean) => void;
}

/** Meters a fetch. */
export function createRequestMeter({ send, wait, busy = () => {} }: RequestMeterOptions): RequestMeter {
  let [count, atOnce, underWay] = [0, 0, 0];
  async function sent(url: string, init?: RequestInit): Promise<Response> {
    busy(true);
    try {
      return await send(url, init);
    } finally {
      busy(false);
    }
  }
  return {
    async fetch(url, init) {
      count += 1;
      underWay += 1;
      atOnce = Math.max(atOnce, underWay);
      try {
        await wait(init?.signal ?? undefined);
        return await sent(url, init);
      } finally {
        underWay -= 1;
      }
    },
    add() {
      count += 1;
    },
    take() {
      const taken = { count, atOnce };
      [count, atOnce] = [0, underWay];
      return taken;
    },
  };
}

/** KV: what is written counts as subrequests, and by itself, the archive's among it. Its reader is the edge. */
export function meterStore(
  store: SnapshotSink,
  archive: SnapshotArchive,
  requests: Pick<RequestMeter, 'add'>,
) {
  let writes = 0;
  const written = <T>(work: Promise<T>): Promise<T> => {
    requests.add();
    writes += 1;
    return work;
  };
  const metered: SnapshotSink = { write: (snapshot) => written(store.write(snapshot)) };
  const meteredArchive: SnapshotArchive = {
    ...archive,
    keep: (entry, bytes) => written(archive.keep(entry, bytes)),
    keepIndex: (entries) => written(archive.keepIndex(entries)),
  };
  return { store: metered, archive: meteredArchive, writes: () => writes };
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

/** Bytes of it that hold something: without the pages that are free again. */
export function keptBytes({ sql }: Pick<Storage, 'sql'>): number {
  const [row] = sql
    .exec<{ bytes: number }>(
      'SELECT (page_count - freelist_count) * page_size AS bytes FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()',
    )
    .toArray();
  return row?.bytes ?? 0;
}
