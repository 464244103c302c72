/** Length of a slot: in each, a player who is at it plays one battle. An hour has a whole number of them. */
export const SLOT_MS = 240_000;
/** Slots of one session: a player sits down for an hour at a time. */
export const SESSION_SLOTS = 15;
/** No log reaches further back than this, whoever played little. */
export const HORIZON_SLOTS = 60 * 24 * SESSION_SLOTS;

/** A season of the trophy ladder and of Ranked: four weeks, beginning on a Thursday at 9:00 UTC. */
const SEASON_MS = 28 * 86_400_000;
const SEASON_START_MS = 9 * 3_600_000;

/** A season; times in epoch milliseconds, `end` excluded. */
export interface Season {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** The slot in which a moment lies. */
export function slotAt(time: number): number {
  return Math.floor(time / SLOT_MS);
}

/** The season in which a moment lies. */
export function seasonAt(time: number): Season {
  const number = Math.floor((time - SEASON_START_MS) / SEASON_MS);
  const start = number * SEASON_MS + SEASON_START_MS;
  return { number, start, end: start + SEASON_MS };
}

/** How much of its season has passed at a moment, 0 to 1. */
export function seasonProgress(time: number): number {
  const { start, end } = seasonAt(time);
  return (time - start) / (end - start);
}

/** A time as the official API writes it: `20260405T171604.000Z`. */
export function compactTime(time: number): string {
  return new Date(time).toISOString().replace(/[-:]/g, '');
}
