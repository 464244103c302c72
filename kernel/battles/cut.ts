/** Cuts a run: the rows with the fewest games go, until it is short enough. */
import { numberBytes, putNumber } from './number';
import { games, halfWins, next, step, takeRow } from './read';

/** Rows that are left of the run cut last, and where it ends. */
export let rowsLeft: u32 = 0;
export let cutEnd: usize = 0;

/** Bytes of the run without rows of fewer than `least` games; it is rewritten so where `isFinal`. */
function keep(run: usize, end: usize, least: u64, isFinal: bool): usize {
  let to = run;
  let skipped: u64 = 0;
  rowsLeft = 0;
  for (let at = run; at < end; at = next) {
    takeRow(at, end);
    skipped += step;
    if (games < least) continue;
    rowsLeft++;
    if (isFinal) {
      // never further than what was read: a sum of steps is no longer than they were
      to = putNumber(putNumber(putNumber(to, skipped), games), halfWins);
    } else {
      to += numberBytes(skipped) + numberBytes(games) + numberBytes(halfWins);
    }
    skipped = 0;
  }
  return to - run;
}

/**
 * Cuts a run to at most so many bytes: sets rowsLeft and cutEnd. `moreBytes` are those that it takes without its rows of one
 * game: mostly these are all that has to go.
 */
export function cutRun(run: usize, end: usize, most: usize, moreBytes: usize): void {
  // the smallest number of games that is enough: first doubled, then halved in on
  let low: u64 = 1;
  let high: u64 = 2;
  for (let bytes = moreBytes; bytes > most; bytes = keep(run, end, high, false)) {
    low = high;
    high <<= 1;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (keep(run, end, middle, false) > most) low = middle;
    else high = middle;
  }
  cutEnd = run + keep(run, end, high, true);
}
