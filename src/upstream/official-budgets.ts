/**
 * What each endpoint of the official API may be asked a minute, so that one of them can't eat up what the others need.
 * Exact: in no 60 seconds are there more requests than that. Counted in slots of 5 s, so that there is little to store;
 * for that a used-up budget may come back up to 5 s late.
 */

/** `others`: the rotation and the brawlers. */
export type Endpoint = 'battleLogs' | 'rankings' | 'others';

/** requests a minute */
export type EndpointBudgets = Readonly<Record<Endpoint, number>>;

/** Together a little less than 5 a second: what the token bucket would let through. */
export const ENDPOINT_BUDGETS: EndpointBudgets = { battleLogs: 240, rankings: 40, others: 10 };

/** The rate that ENDPOINT_BUDGETS are made for, requests a second. */
const USUAL_RATE = 5;

/** Budgets that stand to another rate (requests a second) as ENDPOINT_BUDGETS do to the usual one. */
export function budgetsFor(requestsPerSecond: number): EndpointBudgets {
  const scaled = (perMinute: number) => Math.max(1, Math.floor((perMinute * requestsPerSecond) / USUAL_RATE));
  const { battleLogs, rankings, others } = ENDPOINT_BUDGETS;
  return { battleLogs: scaled(battleLogs), rankings: scaled(rankings), others: scaled(others) };
}

/** Plain JSON, so that it can be stored between steps. */
export interface MinuteState {
  /** number of the newest slot: epoch ms / SLOT_MS, rounded down */
  readonly slot: number;
  /** requests in that slot and the twelve before it, newest first */
  readonly counts: readonly number[];
}

export interface MinuteBudget {
  /** How long until another request may be sent, in ms; 0 for at once. */
  waitMs(): number;
  /** To be called when one is sent. */
  take(): void;
  state(): MinuteState;
}

const SLOT_MS = 5000;
/** The last 60 s lie in twelve slots and the one that has just begun. */
const SLOTS = 60_000 / SLOT_MS + 1;

/** The budget of one endpoint: `perMinute` requests in any 60 s. Throws a RangeError where that makes no sense. */
export function createMinuteBudget(perMinute: number, now: () => number, saved?: MinuteState): MinuteBudget {
  if (!(perMinute >= 0)) throw new RangeError('a budget is a number of requests a minute, 0 or more');
  let slot = slotOf(now());
  let counts: number[] = Array(SLOTS).fill(0);
  if (saved !== undefined) {
    counts = counts.map((_, age) => whole(saved.counts[age]));
    slot = whole(saved.slot);
  }

  function look(): void {
    const current = slotOf(now());
    if (current > slot) {
      const passed = Math.min(SLOTS, current - slot);
      counts = [...Array(passed).fill(0), ...counts].slice(0, SLOTS);
    }
    // Where a clock was set back, what was counted is of now.
    slot = current;
  }

  return {
    waitMs() {
      look();
      let sum = counts.reduce((total, count) => total + count, 0);
      if (sum < perMinute) return 0;
      let age = SLOTS - 1;
      for (; age > 0; age -= 1) {
        sum -= counts[age] ?? 0;
        if (sum < perMinute) break;
      }
      // The slot of that age is forgotten when it has stood for SLOTS slots.
      return (slot - age + SLOTS) * SLOT_MS - now();
    },
    take() {
      look();
      counts[0] = (counts[0] ?? 0) + 1;
    },
    state() {
      return { slot, counts: [...counts] };
    },
  };
}

function slotOf(time: number): number {
  return Math.floor(time / SLOT_MS);
}

function whole(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) && value > 0 ? Math.floor(value) : 0;
}
