import { SHIFT_BRAWLERS } from '../../../../kernel/layout/series.ts';

/** A day on which many brawlers changed, counted from the first. */
export interface Shift {
  readonly day: number;
  readonly brawlers: number;
}

/**
 * The days on which at least SHIFT_BRAWLERS brawlers changed, newest first. `masks` has a bit for each day on which a
 * brawler changed, in whatever series. A change is often found a day off, so those of the days beside one count with it;
 * the day itself is that with the most changes, the earliest of equals. What counts for a shift counts for no other.
 */
export function findShifts(masks: readonly number[], days: number): Shift[] {
  const shifts: Shift[] = [];
  const left = [...masks];
  for (;;) {
    let best = -1;
    let most = 0;
    for (let day = 0; day < days; day++) {
      const count = changed(left, 1 << day);
      if (count <= most || changed(left, around(day)) < SHIFT_BRAWLERS) continue;
      best = day;
      most = count;
    }
    if (best < 0) return shifts.sort((a, b) => b.day - a.day);
    shifts.push({ day: best, brawlers: changed(left, around(best)) });
    left.forEach((mask, i) => {
      left[i] = mask & ~around(best);
    });
  }
}

/** Bits of a day and of those beside it. */
function around(day: number): number {
  return day === 0 ? 3 : 7 << (day - 1);
}

function changed(masks: readonly number[], bits: number): number {
  return masks.filter((mask) => (mask & bits) !== 0).length;
}
