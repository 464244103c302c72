/** Days on which many brawlers changed: twin of src/kernel/reference/trends/shifts.ts. */
import { MAX_SERIES_DAYS, SHIFT_BRAWLERS } from '../../layout/series';

/** by day, brawlers of the shift of that day, 0 for none */
const SHIFTS: usize = memory.data(4 * MAX_SERIES_DAYS, 8);

let shifts: u32 = 0;

export function shiftCount(): u32 {
  return shifts;
}

/** Bits of a day and of those beside it. */
function around(day: u32): u32 {
  return day === 0 ? 3 : (<u32>7) << (day - 1);
}

/** How many of the masks have one of the bits. */
function changed(masks: usize, end: usize, bits: u32): u32 {
  let count: u32 = 0;
  for (; masks < end; masks += 4) count += <u32>((load<u32>(masks) & bits) !== 0);
  return count;
}

/** Finds the shifts among `count` masks of days, which are used up. */
export function makeShifts(masks: usize, count: i32, days: u32): void {
  const end = masks + ((<usize>count) << 2);
  memory.fill(SHIFTS, 0, 4 * MAX_SERIES_DAYS);
  shifts = 0;
  for (;;) {
    let best = -1;
    let most: u32 = 0;
    for (let day: u32 = 0; day < days; day++) {
      const own = changed(masks, end, (<u32>1) << day);
      if (own <= most || changed(masks, end, around(day)) < <u32>SHIFT_BRAWLERS) continue;
      best = day;
      most = own;
    }
    if (best < 0) return;
    const bits = around(best);
    store<u32>(SHIFTS + ((<usize>best) << 2), changed(masks, end, bits));
    shifts++;
    for (let mask = masks; mask < end; mask += 4) store<u32>(mask, load<u32>(mask) & ~bits);
  }
}

/** Writes the shifts, newest first; returns the end. */
export function writeShifts(out: usize): usize {
  for (let day = MAX_SERIES_DAYS - 1; day >= 0; day--) {
    const brawlers = load<u32>(SHIFTS + ((<usize>day) << 2));
    if (brawlers === 0) continue;
    store<u32>(out, day | (brawlers << 16));
    out += 4;
  }
  return out;
}
