import { type Answer, officialError } from './answer.ts';

export interface GateOptions {
  /** The Bearer token that the official API wants; without one it takes anybody. */
  readonly requireToken?: string;
  /** Requests a second that the official API bears, also its burst; without a rate there is no end. */
  readonly officialRatePerSecond?: number;
}

/** Turns requests away before they reach a source; null lets one through. `now` is in epoch milliseconds. */
export type Gate = (path: string, authorization: string | undefined, now: number) => Answer | null;

/** A token bucket: `take` is 0, or the milliseconds until there is a token again. */
function createBucket(perSecond: number): (now: number) => number {
  const capacity = Math.max(1, perSecond);
  let tokens = capacity;
  let filledAt: number | null = null;
  return (now) => {
    if (filledAt !== null)
      tokens = Math.min(capacity, tokens + (Math.max(0, now - filledAt) * perSecond) / 1000);
    filledAt = now;
    if (tokens < 1) return Math.ceil(((1 - tokens) * 1000) / perSecond);
    tokens -= 1;
    return 0;
  };
}

/**
 * The door of the official API: 403 for a missing or wrong token, then 429 with Retry-After (whole seconds, at least 1)
 * for too many requests. Throws a RangeError for a rate that is not above 0.
 */
export function createGate({ requireToken, officialRatePerSecond }: GateOptions): Gate {
  if (officialRatePerSecond !== undefined && !(officialRatePerSecond > 0))
    throw new RangeError('officialRatePerSecond must be above 0');
  const take = officialRatePerSecond === undefined ? () => 0 : createBucket(officialRatePerSecond);
  return (path, authorization, now) => {
    if (!path.startsWith('/official/')) return null;
    if (requireToken !== undefined && authorization !== `Bearer ${requireToken}`)
      return officialError(403, 'accessDenied', 'Invalid authorization');
    const waitMs = take(now);
    if (waitMs === 0) return null;
    const message = 'Request was throttled: too many requests for this token.';
    const retryAfter = String(Math.max(1, Math.ceil(waitMs / 1000)));
    return officialError(429, 'requestThrottled', message, { 'retry-after': retryAfter });
  };
}
