/**
 * A circuit breaker: a host that fails again and again is left alone for a while, then tried with one request.
 *
 *     closed ──(threshold failures in a row)──► open ──(cool-down over)──► half-open ──(the probe succeeds)──► closed
 *                                                 ▲                             │
 *                                                 └──(it fails: cool-down ×2)───┘
 *
 * Beside that it keeps the host's own wish: a hold, from Retry-After, which no success lifts. A failure so grave that
 * the next request would only be rude opens it at once: trip().
 */
import { MAX_RETRY_AFTER_MS } from './retry-after.ts';

export interface BreakerOptions {
  readonly now: () => number;
  readonly random: () => number;
  /** failures in a row that open it */
  readonly threshold: number;
  /** the first cool-down, in ms; each further one is twice as long */
  readonly coolDownMs: number;
  readonly maxCoolDownMs: number;
  /** a probe that has not been heard of for so long counts as lost, and another may go, in ms */
  readonly probeMs: number;
}

/** Plain JSON, so that it can be stored between steps. Times are epoch ms. */
export interface BreakerState {
  /** failures in a row while closed */
  readonly failures: number;
  /** times opened since the last success; 0 is closed */
  readonly trips: number;
  /** nothing is sent before (while a probe is out: nothing else) */
  readonly openUntil: number;
  readonly probing: boolean;
  /** nothing is sent before, because the host said so */
  readonly holdUntil: number;
}

export interface Breaker {
  /** How long the host is to be left alone, in ms; 0 when it may be asked. */
  waitMs(): number;
  /** To be called when a request is sent. */
  begin(): void;
  success(): void;
  failure(): void;
  /** The host asked to be left alone for `ms`. */
  hold(ms: number): void;
  /** Opens and holds it for `ms`, whatever requests that are still out may bring; then one probe may go. */
  trip(ms: number): void;
  state(): BreakerState;
}

const CLOSED: BreakerState = { failures: 0, trips: 0, openUntil: 0, probing: false, holdUntil: 0 };

/** A breaker, closed or as `saved`. Of a saved state only sane numbers are taken over. */
export function createBreaker(options: BreakerOptions, saved?: BreakerState): Breaker {
  let state = saved === undefined ? CLOSED : restored(saved, options);

  function open(): void {
    const ceiling = Math.min(options.maxCoolDownMs, options.coolDownMs * 2 ** state.trips);
    // Half of it is certain, half is jitter.
    const coolDown = ceiling * (0.5 + 0.5 * options.random());
    const openUntil = options.now() + coolDown;
    state = { ...state, failures: 0, trips: state.trips + 1, openUntil, probing: false };
  }

  return {
    waitMs() {
      return Math.max(0, Math.max(state.openUntil, state.holdUntil) - options.now());
    },
    begin() {
      if (state.trips > 0) state = { ...state, probing: true, openUntil: options.now() + options.probeMs };
    },
    success() {
      state = { ...CLOSED, holdUntil: state.holdUntil };
    },
    failure() {
      if (state.probing) open();
      // While it is open, only requests that were sent before can fail: they say nothing new.
      else if (state.trips === 0) {
        state = { ...state, failures: state.failures + 1 };
        if (state.failures >= options.threshold) open();
      }
    },
    hold(ms) {
      state = { ...state, holdUntil: Math.max(state.holdUntil, options.now() + ms) };
    },
    trip(ms) {
      const until = options.now() + ms;
      state = {
        failures: 0,
        trips: Math.max(1, state.trips),
        openUntil: Math.max(state.openUntil, until),
        probing: false,
        holdUntil: Math.max(state.holdUntil, until),
      };
    },
    state() {
      return state;
    },
  };
}

/** A clock that jumped, or a value that is not what it says, must not lock a host out for good. */
function restored(saved: BreakerState, options: BreakerOptions): BreakerState {
  const now = options.now();
  const trips = whole(saved.trips);
  return {
    failures: whole(saved.failures),
    trips,
    openUntil: trips === 0 ? 0 : Math.min(whole(saved.openUntil), now + options.maxCoolDownMs),
    probing: trips > 0 && saved.probing === true,
    holdUntil: Math.min(whole(saved.holdUntil), now + MAX_RETRY_AFTER_MS),
  };
}

function whole(value: number): number {
  return Number.isFinite(value) && value > 0 ? Math.floor(value) : 0;
}
