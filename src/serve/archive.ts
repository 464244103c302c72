/** `/api/snapshots`: the archive. Open data, one snapshot a day. */
import type { SnapshotHead } from '../kernel/head.ts';
import { type ArchivedSnapshot, stillKept } from '../shared/archive.ts';
import { dateOf, dayNumber } from '../shared/dates.ts';
import { TERMS } from '../shared/terms.ts';
import type { SnapshotArchive } from '../store/port.ts';
import type { Intent } from './intent.ts';
import { badParameter, type Problem } from './problems.ts';

/** The list changes once a day; KV caches it as long. */
const REFRESH_MS = 60_000;
const MAX_AGE_S = 300;
/** Days told to whoever asks for one that is not there. */
const NEARBY = 6;

/**
 * The isolate's list of the archive. Read when somebody asks for the archive, at most once in a minute, and in front of
 * nobody else's request. A list that can't be read again is better than none.
 */
export class Archive {
  readonly #archive: SnapshotArchive;
  readonly #now: () => number;
  #entries: readonly ArchivedSnapshot[] | null = null;
  #checkedAt = Number.NEGATIVE_INFINITY;

  constructor(archive: SnapshotArchive, now: () => number) {
    this.#archive = archive;
    this.#now = now;
  }

  /** Newest first. Rejects where nothing was ever read, and can't be now. */
  async entries(): Promise<readonly ArchivedSnapshot[]> {
    const now = this.#now();
    if (this.#entries === null || now - this.#checkedAt >= REFRESH_MS) {
      try {
        this.#entries = await this.#archive.index();
        this.#checkedAt = now;
      } catch (error) {
        if (this.#entries === null) throw error;
      }
    }
    return stillKept(this.#entries, now);
  }

  read(date: string): Promise<Uint8Array | null> {
    return this.#archive.read(date);
  }
}

/** The list, with the current snapshot (which is not archived yet) first. */
export async function listSnapshots(archive: Archive, head: SnapshotHead): Promise<Intent> {
  const entries = await attempt(() => archive.entries());
  if (entries === null) return unavailable();
  const current = { date: dateOf(head.builtAt), hash: head.hash, builtAt: head.builtAt, bytes: head.length };
  const older = entries.filter(({ date }) => date < current.date);
  const snapshots = [
    { ...row(current), current: true, url: '/api/snapshot' },
    ...older.map((entry) => ({ ...row(entry), current: false, url: `/api/snapshots/${entry.date}` })),
  ];
  const version = `${head.hash}-${older[0]?.date ?? 'none'}-${older.length}`;
  const body = () => JSON.stringify({ snapshots, terms: TERMS });
  return { kind: 'answer', body, type: 'json', version, maxAgeSeconds: MAX_AGE_S };
}

function row({ date, hash, builtAt, bytes }: ArchivedSnapshot) {
  return { date, hash, builtAt: new Date(builtAt).toISOString(), bytes };
}

/** A day's snapshot. The current one's day is answered with `current`, which is not for keeps. */
export async function archivedSnapshot(
  archive: Archive,
  date: string,
  head: SnapshotHead,
  current: () => Intent,
): Promise<Intent> {
  const day = dayNumber(date);
  if (day === null) {
    return { kind: 'problem', problem: badParameter('date', 'date must be a day: YYYY-MM-DD.') };
  }
  const today = dateOf(head.builtAt);
  if (date === today) return current();
  const entries = await attempt(() => archive.entries());
  if (entries === null) return unavailable();
  const entry = entries.find((candidate) => candidate.date === date);
  // A day that is not listed is not looked for: anyone may ask for any, and each look is a read.
  const found =
    entry === undefined ? { bytes: null } : await attempt(async () => ({ bytes: await archive.read(date) }));
  if (found === null) return unavailable();
  const { bytes } = found;
  if (entry === undefined || bytes === null)
    return missing(date, day, [today, ...entries.map((e) => e.date)]);
  const version = `${entry.hash}-${date}`;
  return { kind: 'answer', body: () => bytes, type: 'binary', version, maxAgeSeconds: 0, immutable: true };
}

function missing(date: string, day: number, dates: readonly string[]): Intent {
  const distance = (other: string) => Math.abs((dayNumber(other) ?? 0) - day);
  const near = [...new Set(dates)].sort((a, b) => distance(a) - distance(b) || (a < b ? 1 : -1));
  const detail = `There is no snapshot of ${date}.`;
  return { kind: 'problem', problem: { status: 404, detail, dates: near.slice(0, NEARBY) } };
}

function unavailable(): Intent {
  const problem: Problem = {
    status: 503,
    name: 'unavailable',
    detail: "The archive can't be read at the moment.",
    retryAfterSeconds: 60,
  };
  return { kind: 'problem', problem };
}

async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}
