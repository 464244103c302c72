/** One hour in milliseconds: offsets are whole hours, so that answers stay byte-identical within one. */
export const HOUR_MS = 3_600_000;

/**
 * When a recording was "now". `start` is the first instant that counts as now; the recording's clock runs from
 * there for `quantum` ms (at most an hour) and then jumps back, so its answers change once per quantum.
 */
export interface RecordingClock {
  readonly start: number;
  readonly quantum: number;
}

/** An event's window, epoch milliseconds. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

const DATED_TEXT = /("(?:battleTime|startTime|endTime)"\s*:\s*")([^"\\]*)(")/g;
const DATED_SECONDS = /("(?:lastActive|dataUpdated)"\s*:\s*)(\d+)(?=\s*[,}\]])/g;
const COMPACT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{3})Z$/;

/**
 * Epoch milliseconds of a time in either upstream's spelling: ISO 8601 (BrawlAPI) or
 * `20260405T171604.000Z` (official API). NaN for anything else.
 */
export function parseTime(text: string): number {
  return Date.parse(text.replace(COMPACT, '$1-$2-$3T$4:$5:$6.$7Z'));
}

/** Writes a time in the spelling of `like`. */
function formatTime(time: number, like: string): string {
  const iso = new Date(time).toISOString();
  return COMPACT.test(like) ? iso.replace(/[-:]/g, '') : iso;
}

/** The clock of a recording whose newest fact (a battle, an update) counts as now. */
export function clockFromNewest(newest: number): RecordingClock {
  return { start: newest, quantum: HOUR_MS };
}

/**
 * The clock of a recorded event list: now lies where all active events are active and no upcoming one has begun.
 * Returns null without active events. A window shorter than an hour shortens the quantum; a list that has no such
 * instant at all keeps the hour after its latest start.
 */
export function clockFromEvents(
  active: readonly Window[],
  upcoming: readonly Window[],
): RecordingClock | null {
  if (active.length === 0) return null;
  const start = Math.max(...active.map((window) => window.start));
  const end = Math.min(...active.map((window) => window.end), ...upcoming.map((window) => window.start));
  return { start, quantum: end > start ? Math.min(end - start, HOUR_MS) : HOUR_MS };
}

/**
 * Milliseconds to add to a recording's times, so that its clock, `now - offset`, lies in
 * [start, start + quantum) at every moment.
 */
export function offsetAt(clock: RecordingClock | null, now: number): number {
  if (clock === null) return 0;
  return Math.floor((now - clock.start) / clock.quantum) * clock.quantum;
}

/**
 * Moves the event times of a JSON text by `offset` ms and leaves every other byte as it was: `battleTime`,
 * `startTime`, `endTime` (text), `lastActive`, `dataUpdated` (epoch seconds; 0 and null mean "none" and stay).
 * Working on the text is safe since a quote inside a JSON string is always escaped.
 */
export function shiftTimes(json: string, offset: number): string {
  if (offset === 0) return json;
  return json
    .replace(DATED_TEXT, (whole, before: string, text: string, after: string) => {
      const time = parseTime(text);
      return Number.isNaN(time) ? whole : before + formatTime(time + offset, text) + after;
    })
    .replace(DATED_SECONDS, (whole, before: string, digits: string) =>
      Number(digits) > 0 ? before + Math.floor(Number(digits) + offset / 1000) : whole,
    );
}

/** The newest value of one dated key in a JSON text, epoch milliseconds; -Infinity when it has none above 0. */
export function newestTime(json: string, key: 'battleTime' | 'dataUpdated'): number {
  let newest = Number.NEGATIVE_INFINITY;
  if (key === 'battleTime') {
    for (const [, before, text] of json.matchAll(DATED_TEXT)) {
      const time = before?.startsWith('"battleTime"') ? parseTime(text ?? '') : Number.NaN;
      if (time > newest) newest = time;
    }
    return newest;
  }
  for (const [, before, digits] of json.matchAll(DATED_SECONDS)) {
    const time = before?.startsWith('"dataUpdated"') ? Number(digits) * 1000 : 0;
    if (time > 0 && time > newest) newest = time;
  }
  return newest;
}
