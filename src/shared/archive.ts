/** The archive: the last snapshot of each day, kept for 35 days. */
import { dateOf, dayNumber } from './dates.ts';

/** How long a day's last snapshot is kept. */
export const ARCHIVE_DAYS = 35;

/** One day's entry. */
export interface ArchivedSnapshot {
  /** YYYY-MM-DD, UTC: the day on which it was built */
  readonly date: string;
  /** content hash, 16 hex digits */
  readonly hash: string;
  /** epoch ms */
  readonly builtAt: number;
  /** length */
  readonly bytes: number;
}

/** The entries that are still to be had at `now` (epoch ms), newest first, one a day. */
export function stillKept(entries: readonly ArchivedSnapshot[], now: number): ArchivedSnapshot[] {
  const today = dayNumber(dateOf(now)) ?? 0;
  const byDate = new Map(entries.map((entry) => [entry.date, entry]));
  return [...byDate.values()]
    .filter(({ date }) => today - (dayNumber(date) ?? Number.NEGATIVE_INFINITY) <= ARCHIVE_DAYS)
    .sort((a, b) => (a.date < b.date ? 1 : -1));
}
