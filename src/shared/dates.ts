/** Days of UTC as text: YYYY-MM-DD. */

const DAY_MS = 86_400_000;
const FORM = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** The day of a time (epoch ms). Outside of the years 0 to 9999 there is none: a RangeError. */
export function dateOf(time: number): string {
  const text = new Date(time).toISOString();
  if (text.length !== 24) throw new RangeError('a year of more than four digits');
  return text.slice(0, 10);
}

/** Number of the day since 1970-01-01, or null where the text is no day of the calendar. */
export function dayNumber(date: string): number | null {
  if (!FORM.test(date)) return null;
  const time = Date.parse(`${date}T00:00:00Z`);
  // Date.parse takes a 30th of February for the 2nd of March, or refuses it, as it likes.
  return Number.isNaN(time) || dateOf(time) !== date ? null : time / DAY_MS;
}
