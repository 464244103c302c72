/** Runs of series (kernel/layout/series.ts): a brawler's games and half wins by day. */
import { MAX_COUNT } from '../../../../kernel/layout/build.ts';

/** Counts by day, both as long as there are days. */
export interface Daily {
  readonly games: Float64Array;
  readonly halfWins: Float64Array;
}

export function noDaily(days: number): Daily {
  return { games: new Float64Array(days), halfWins: new Float64Array(days) };
}

/** Adds to a sum, which changes. */
export function addDaily(sum: Daily, { games, halfWins }: Daily): void {
  games.forEach((count, day) => {
    sum.games[day] = (sum.games[day] as number) + count;
    sum.halfWins[day] = (sum.halfWins[day] as number) + (halfWins[day] as number);
  });
}

function putNumber(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  bytes.push(rest);
}

/** Counts as stored: no more than MAX_COUNT each. */
export function packDays({ games, halfWins }: Daily): Uint8Array {
  const bytes: number[] = [];
  const last = games.findLastIndex((count) => count > 0);
  for (let day = 0; day <= last; day++) {
    const count = Math.min(games[day] as number, MAX_COUNT);
    putNumber(bytes, count);
    if (count === 0) continue;
    const over = Math.min(halfWins[day] as number, MAX_COUNT) - count;
    putNumber(bytes, over < 0 ? -2 * over - 1 : 2 * over);
  }
  return Uint8Array.from(bytes);
}

/** Reads a LEB128 number of at most five bytes in its shortest form; null where there is none. */
function takeNumber(bytes: Uint8Array, start: number): { value: number; next: number } | null {
  let value = 0;
  for (let at = start, factor = 1; at < Math.min(bytes.length, start + 5); at++, factor *= 0x80) {
    const byte = bytes[at] as number;
    value += (byte % 0x80) * factor;
    if (byte < 0x80) return byte === 0 && at > start ? null : { value, next: at + 1 };
  }
  return null;
}

/** A run's counts by day; null where it is none, or longer than so many days. */
export function unpackDays(run: Uint8Array, days: number): Daily | null {
  const daily = noDaily(days);
  let at = 0;
  let games = 1;
  for (let day = 0; at < run.length; day++) {
    const count = takeNumber(run, at);
    if (count === null || count.value > MAX_COUNT || day === days) return null;
    games = count.value;
    at = count.next;
    if (games === 0) continue;
    const zigzag = takeNumber(run, at);
    if (zigzag === null) return null;
    const half = Math.floor(zigzag.value / 2);
    const halfWins = zigzag.value % 2 === 1 ? games - half - 1 : games + half;
    if (halfWins < 0 || halfWins > 2 * games || halfWins > MAX_COUNT) return null;
    daily.games[day] = games;
    daily.halfWins[day] = halfWins;
    at = zigzag.next;
  }
  // a run ends with a day that has games, and has one at least
  return games === 0 || run.length === 0 ? null : daily;
}
