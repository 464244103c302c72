import type { Books } from './books.ts';

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
  const rows = books.seenRows();
  let size = rows.reduce((sum, row) => sum + row.size, 0);
  let wanted = floor;
  const goal = size > maxBytes ? maxBytes * ROOM : size;
  for (const row of rows) {
    if (row.newest >= wanted && size <= goal) break;
    wanted = Math.max(wanted, row.newest + 1);
    size -= row.size;
  }
  if (rows.some((row) => row.newest < wanted)) books.dropSeen(wanted);
  return { floor: wanted, keys: size / 8 };
}
