/** The general routes and the pages, put together. */
import { ASSETS } from '../../build/assets.ts';
import readerModule from '../../build/reader.wasm';
import { createReader } from '../kernel/reader-host.ts';
import { Archive } from '../serve/archive.ts';
import { Edge } from '../serve/edge.ts';
import { createApi } from '../serve/routes.ts';
import type { CollectorStatus } from '../shared/status.ts';
import { createKvArchive } from '../store/archive.ts';
import { createKvStore } from '../store/kv.ts';
import { sleep } from '../upstream/sleep.ts';
import { mountPages } from '../web/pages.tsx';
import type { Background, CollectingService, SiteBindings } from './bindings.ts';

/** /health is for monitors, not for users: it may wait a little for the collector, not for ever. */
const STATUS_TIMEOUT_MS = 2_000;

const now = () => Date.now();
const log = (event: Record<string, unknown>) => console.log(JSON.stringify(event));

/** One for the life of the isolate. */
export function composeSite({ SNAPSHOTS, COLLECTING, ASSETS: files }: SiteBindings) {
  const deps = {
    edge: new Edge(createReader(readerModule), createKvStore(SNAPSHOTS), now),
    archive: new Archive(createKvArchive(SNAPSHOTS), now),
    write: (request: Request) => COLLECTING.fetch(request),
    collectorStatus: () => askCollector(COLLECTING),
    ...{ now, log },
  };
  const app = createApi(deps);
  mountPages(app, {
    ...deps,
    assets: ASSETS,
    // Only the path of an asset's address is looked at.
    fetchAsset: (address) => files.fetch(new Request(`https://assets.invalid${address}`)),
    digest: (bytes) => crypto.subtle.digest('SHA-256', bytes),
  });
  return {
    fetch: async (request: Request, ctx: Background) => app.fetch(request, {}, ctx as ExecutionContext),
  };
}

async function askCollector(collecting: Pick<CollectingService, 'status'>): Promise<CollectorStatus | null> {
  const timeout = sleep(STATUS_TIMEOUT_MS).then(() => null);
  const status = collecting.status().catch((error: unknown) => {
    log({ event: 'collector-unreachable', error: error instanceof Error ? error.name : 'unknown' });
    return null;
  });
  return Promise.race([status, timeout]);
}
