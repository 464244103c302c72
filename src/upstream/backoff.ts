/**
 * Back-off with full jitter: a random wait below a ceiling that doubles with each attempt, so that clients that
 * failed together don't come back together (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 */

export interface Backoff {
  /** ceiling of the first wait, in ms */
  readonly baseMs: number;
  /** no ceiling is higher, in ms */
  readonly capMs: number;
}

/**
 * The wait in ms before asking again after failed attempt number `attempt` (0 is the first); `random` gives 0 ≤ x < 1.
 */
export function backoffMs(attempt: number, backoff: Backoff, random: () => number): number {
  return random() * Math.min(backoff.capMs, backoff.baseMs * 2 ** attempt);
}
