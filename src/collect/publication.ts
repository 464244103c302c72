/** How a snapshot becomes the current one, whoever made it: our own build, a push, or the instance that is followed. */
import { SNAPSHOT_VERSION } from '../../kernel/layout/snapshot.ts';
import { readHead } from '../kernel/head.ts';
import type { Published } from '../shared/status.ts';
import type { SnapshotArchive, SnapshotSink } from '../store/port.ts';
import { shelveDay } from './archive.ts';
import type { Ledger } from './ledger.ts';
import type { Shelf } from './shelf.ts';

export interface Publication {
  readonly ledger: Ledger;
  readonly shelf: Shelf;
  readonly store: SnapshotSink;
  readonly archive: SnapshotArchive;
  /** Makes the browser's view of a snapshot (src/collect/view.ts); absent where none is served. */
  readonly view?: (snapshot: Uint8Array) => Promise<Uint8Array | null>;
  /** Makes its first answers (src/collect/first.ts); absent where none are served. */
  readonly first?: (snapshot: Uint8Array) => Uint8Array | null;
  /** epoch ms */
  readonly now: () => number;
}

/**
 * Makes a snapshot that the kernel has opened the current one; writes it where its content is new. A copy stays with us,
 * for the archive and for an edge that it is pushed to. Killed half-way, it is done again.
 */
export async function publish(publication: Publication, snapshot: Uint8Array): Promise<void> {
  const { ledger, shelf, store, now } = publication;
  const { hash, builtAt } = readHead(snapshot);
  const before = ledger.note<Published>('published');
  const news = before?.hash !== hash || !isReadable(before);
  if (news) {
    const view = (await publication.view?.(snapshot)) ?? null;
    const first = publication.first?.(snapshot) ?? null;
    await store.write({ hash, builtAt, bytes: snapshot, first, view });
  }
  ledger.atomically(() => {
    if (news) {
      if (before !== null) shelveDay(publication, before, builtAt);
      shelf.put(snapshot);
      ledger.keepNote('published', {
        hash,
        at: now(),
        builtAt,
        version: SNAPSHOT_VERSION,
      } satisfies Published);
    }
    ledger.keepNote('dirty', false);
  });
}

/** Whether the readers of this program take what was published last: those of another version of the format refuse it. */
export function isReadable(published: Published): boolean {
  return published.version === SNAPSHOT_VERSION;
}
