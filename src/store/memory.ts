import type { ArchivedSnapshot } from '../shared/archive.ts';
import type { SnapshotArchive, SnapshotStore, StoredSnapshot } from './port.ts';

/** A store for tests and for processes that are collector and edge in one. */
export function createMemoryStore(): SnapshotStore {
  let current: StoredSnapshot | null = null;
  return {
    async read(known) {
      return current !== null && current.hash === known ? 'unchanged' : current;
    },
    async begin() {
      if (current === null) return null;
      const stored = current;
      return { first: stored.first ?? null, rest: async () => stored };
    },
    async write(snapshot) {
      current = { ...snapshot, bytes: snapshot.bytes.slice() };
    },
  };
}

/** An archive for the same; nothing expires. */
export function createMemoryArchive(): SnapshotArchive {
  const days = new Map<string, Uint8Array>();
  let listed: readonly ArchivedSnapshot[] = [];
  return {
    async keep({ date }, snapshot) {
      days.set(date, snapshot.slice());
    },
    async keepIndex(entries) {
      listed = [...entries];
    },
    async index() {
      return listed;
    },
    async read(date) {
      return days.get(date)?.slice() ?? null;
    },
  };
}
