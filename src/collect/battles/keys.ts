import type { Books, SeenRow } from './books.ts';

/** Of the 64 MB of state that we allow ourselves: 1.5 million battles. */
export const MAX_KEY_BYTES = 12_000_000;
/** Room made at once, so that it need not be made again with every step. */
const ROOM = 0.9;

export interface Trimmed {
  /** epoch seconds */
  readonly floor: number;
  /** keys that are left */
  readonly keys: number;
}

/**
 * Drops keys of before the floor (epoch seconds), and where the rest takes too much, those of the oldest steps, for
 * which the floor moves up: what can't be told from a repeat any more is not taken. To be called within a transaction.
 */
export function trimKeys(books: Books, floor: number, maxBytes = MAX_KEY_BYTES): Trimmed {
  const { size, oldest } = books.seenExtent();
  // There may be as many rows as there were steps in four weeks: they are gone through only where some have to go.
  const wanted = size > maxBytes ? raised(books.seenRows(), size, floor, maxBytes * ROOM) : floor;
  if (oldest === null || oldest >= wanted) return { floor: wanted, keys: size / 8 };
  books.dropSeen(wanted);
  return { floor: wanted, keys: books.seenExtent().size / 8 };
}

/** The floor at which no more than `goal` bytes of keys are left. */
function raised(rows: readonly SeenRow[], size: number, floor: number, goal: number): number {
  let [left, wanted] = [size, floor];
  for (const row of rows) {
    if (row.newest >= wanted && left <= goal) break;
    wanted = Math.max(wanted, row.newest + 1);
    left -= row.size;
  }
  return wanted;
}
