/** Whose turn it is to write to KV. */
import type { Publication } from './publication.ts';

/**
 * KV allows 1,000 writes a day on the free plan. We make one in 3 minutes, which is 480, whatever is written: the
 * archive's writes take the turn of a publication. The interval also keeps edges from reloading more often than anyone
 * could notice.
 */
export const PUBLISH_INTERVAL_MS = 180_000;

/** How long KV is not to be written to, in ms; 0 where it is our turn. */
export function untilTurn({ ledger, now }: Pick<Publication, 'ledger' | 'now'>): number {
  const last = ledger.note<number>('built-at');
  return last === null ? 0 : Math.max(0, last + PUBLISH_INTERVAL_MS - now());
}

/** To be called before the work: a step that is killed at it, or a store that refuses, must not be tried again at once. */
export function takeTurn({ ledger, now }: Pick<Publication, 'ledger' | 'now'>): void {
  ledger.keepNote('built-at', now());
}
