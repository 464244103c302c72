/**
 * When to ask for a player's log, and what it may bring: docs/decisions/0010-frontier.md. All rates are entries of the
 * log a day, all instants epoch seconds.
 */

/** Entries that a battle log shows. */
export const LOG_ENTRIES = 25;
/** A log with fewer than this shows all there is. Logs of 24 to 28 entries have been met. */
const FULL_LOG = 20;
export const DAY = 86_400;
const MIN_INTERVAL = 20 * 60;
const MAX_INTERVAL = 7 * DAY;
/** A player without a battle for so long is forgotten. */
export const IDLE = 14 * DAY;
/** Battles count with half their weight at this age. */
export const HALF_LIFE = 14 * DAY;
/** After a failure: 10 min, 20 min, 40 min … a day. */
const FAILURE_PAUSE = 600;
const MAX_FAILURE_DOUBLINGS = 7;

/** What is taken to be true of players before anything is known of them, and how many days that counts for. */
export const PRIOR_RATE = 15;
const PRIOR_DAYS = 0.25;
/** Half-life of what is known of a player's rate, days. */
const MEMORY_DAYS = 7;
/** A share is never taken to be lower, or a player would never be asked again. */
const LEAST_SHARE = 1 / 16;
export const MAX_RATE = 2_000;

/**
 * Players play in bursts, so a log that expects x new entries shows 25 · (1 − e^(−BURST · x / 25)) of them, not
 * min(25, x). Fitted to seven weeks of six players: 0.29, 0.40, 0.57, 0.78 and 0.88 of a log at x = 10, 15, 25, 50, 75.
 */
const BURST = 0.85;

/**
 * New entries to be expected of a player who was met in somebody else's log since the newest entry of the own: who is met
 * is in a session, and rather in a long one.
 */
export const MET_ENTRIES = LOG_ENTRIES;
/** Such a player is polled this long after the battle: the session should be over. */
const MET_PAUSE = 30 * 60;

/** What is known of a player's play. */
export interface Habit {
  /** entries a day, 0 to MAX_RATE */
  readonly rate: number;
  /** days that the rate rests on, newer ones counting more */
  readonly days: number;
  /** share of entries that count, 0 to 1 */
  readonly usable: number;
  /** share of new usable entries that were not known from others' logs, 0 to 1 */
  readonly fresh: number;
}

/** A habit nothing of which was observed. */
export function unknownHabit(rate: number, usable: number, fresh: number): Habit {
  return { rate, days: PRIOR_DAYS, usable, fresh };
}

/** What a log of kernel/counter.ts is read for. */
export interface LogSeen {
  readonly entries: number;
  readonly usable: number;
  readonly fresh: number;
  readonly newest: number;
  readonly oldest: number;
}

/** What one poll teaches. */
export interface Lesson {
  readonly habit: Habit;
  /** new usable entries in the log, an estimate where it overlaps with the one before */
  readonly found: number;
  /** usable battles that scrolled out of the log unseen: an estimate */
  readonly missed: number;
}

/**
 * Learns from a log with at least one usable entry, polled at `now`. `last` is the poll before: its instant and its
 * newest usable entry; null where this is the first one.
 */
export function learn(
  habit: Habit,
  log: LogSeen,
  last: { at: number; newest: number } | null,
  now: number,
): Lesson {
  const usable = mix(habit.usable, log.usable / log.entries, 0.5);
  const overlaps = last !== null && (log.oldest <= last.newest || log.entries < FULL_LOG);
  if (!overlaps) {
    // Everything in the log is new, and it tells of the time since its oldest entry only.
    const fresh = mix(habit.fresh, log.fresh / log.usable, last === null ? 1 : 0.5);
    const next = observe(habit, log.entries, now - log.oldest, usable, fresh);
    const gap = last === null ? 0 : log.oldest - last.newest;
    return { habit: next, found: log.usable, missed: (next.rate * usable * gap) / DAY };
  }
  const found = newEntries(habit, log, last.newest);
  const entries = found / Math.max(usable, LEAST_SHARE);
  return { habit: observe(habit, entries, now - last.at, usable, habit.fresh), found, missed: 0 };
}

/**
 * New usable entries in a log that overlaps with the one before. Those known from others' logs are hidden among the
 * repeats: as many more as there were when the whole log was new.
 */
function newEntries(habit: Habit, log: LogSeen, newest: number): number {
  if (log.newest <= newest) return 0;
  const most = log.oldest <= newest ? log.usable - 1 : log.usable;
  return Math.max(1, Math.min(most, log.fresh / Math.max(habit.fresh, LEAST_SHARE)));
}

/**
 * The rate as a quotient of sums: entries by days, both halved every MEMORY_DAYS. (The mean of quotients would be too
 * high: a log that spans an evening would speak as loud as one that spans a week.)
 */
function observe(habit: Habit, entries: number, seconds: number, usable: number, fresh: number): Habit {
  const days = Math.max(seconds, 1) / DAY;
  const kept = habit.days * 0.5 ** (days / MEMORY_DAYS);
  const rate = (habit.rate * kept + entries) / (kept + days);
  return { rate: Math.min(rate, MAX_RATE), days: kept + days, usable, fresh };
}

function mix(before: number, now: number, share: number): number {
  return before + (now - before) * share;
}

/** Seconds until about `target` new entries are expected: 20 minutes to 7 days. */
export function intervalOf(rate: number, target: number): number {
  const seconds = (target * DAY) / Math.max(rate, 1e-6);
  return Math.round(Math.min(MAX_INTERVAL, Math.max(MIN_INTERVAL, seconds)));
}

/** Instant at which a player polled at `polled` and due at `due` is due, having been met in a battle at `seen`. */
export function dueWhenMet(due: number, polled: number, seen: number): number {
  return Math.min(due, Math.max(polled + MIN_INTERVAL, seen + MET_PAUSE));
}

/** Seconds to leave a player alone after so many failures in a row, 1 or more. */
export function pauseOf(failures: number): number {
  return Math.min(DAY, FAILURE_PAUSE * 2 ** Math.min(failures - 1, MAX_FAILURE_DOUBLINGS));
}

/** Share of a log that is worth a request, by expected new entries; see urgency(). */
const STEPS_PER_LOG = 32;
const LOGS = 8;
const URGENCY = Float64Array.from({ length: LOGS * STEPS_PER_LOG + 1 }, (_, step) => {
  const x = (BURST * step) / STEPS_PER_LOG;
  return 1 - Math.exp(-x) * (1 + x);
});

/**
 * How much of a full log a request is worth now rather than later, 0 to 1, where `expected` new entries are expected.
 * Polling every t days brings f(t) a poll; the best t for a given price of a request has f(t) − t · f′(t) equal to that
 * price. So this is the index by which to choose among players (Whittle's), with f(t) = 1 − e^(−x), x = BURST ·
 * expected / 25: it is 1 − e^(−x) · (1 + x). Never polled: 1.
 */
export function urgency(expected: number): number {
  const step = Math.round((expected * STEPS_PER_LOG) / LOG_ENTRIES);
  return URGENCY[step < URGENCY.length ? step : URGENCY.length - 1] ?? 1;
}
