/**
 * A token bucket: on average `ratePerSecond` requests a second, `burst` of them at once after a rest. Kept as the one
 * instant at which it will be full again, so that it is a number to store (the "virtual scheduling" form of the
 * generic cell rate algorithm, ITU-T I.371: equal to a bucket that is refilled evenly).
 */

export interface TokenBucketOptions {
  /** epoch ms */
  readonly now: () => number;
  /** over 0 */
  readonly ratePerSecond: number;
  /** 1 or more */
  readonly burst: number;
}

/** Plain JSON, so that it can be stored between steps. */
export interface TokenBucketState {
  /** epoch ms */
  readonly fullAt: number;
}

export interface TokenBucket {
  /** Takes one token. Where none is there, it is lent: how long to wait until it would have been, in ms; else 0. */
  take(): number;
  state(): TokenBucketState;
}

/** A bucket, full or as `saved`. Throws a RangeError where rate or burst make no sense. */
export function createTokenBucket(options: TokenBucketOptions, saved?: TokenBucketState): TokenBucket {
  const { now, ratePerSecond, burst } = options;
  if (!(ratePerSecond > 0 && ratePerSecond < Number.POSITIVE_INFINITY && burst >= 1)) {
    throw new RangeError('a token bucket needs a rate over 0 and a burst of 1 or more');
  }
  const tokenMs = 1000 / ratePerSecond;
  let time = now();
  // No emptier than empty: what was lent to a step that was killed is forgotten, and so is a clock that jumped.
  let fullAt = Math.min(sane(saved?.fullAt), time + burst * tokenMs);

  /** The time, with the bucket moved along where a clock was set back. */
  function look(): number {
    const current = now();
    if (current < time) fullAt -= time - current;
    time = current;
    return current;
  }

  return {
    take() {
      const current = look();
      fullAt = Math.max(fullAt, current) + tokenMs;
      return Math.max(0, fullAt - current - burst * tokenMs);
    },
    state() {
      return { fullAt };
    },
  };
}

function sane(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : 0;
}
