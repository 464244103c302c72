/** Each brawler's cells by lift, as published, highest first; of equal lifts the earlier cell comes first. */
import * as records from './records';
import { PAIR_BYTES, pair, setPair, sortBits } from './sort';

/** More than any lift, in 1/100 of a percent point. */
const LIFT_LIMIT = 10000;

/** Makes the table of best lists, once the cells are known. Pairs can't be used for anything else afterwards. */
export function makeBest(): void {
  let number = 0;
  let row = 0;
  let cell = records.baseOf(records.CELLS);
  const end = records.endOf(records.BOARDS);
  for (let board = records.baseOf(records.BOARDS); board < end; board += records.BOARD_BYTES, row++) {
    const top = LIFT_LIMIT + <u32>load<u16>(board, records.BOARD_BASELINE);
    for (
      let left = load<u32>(board, records.BOARD_CELL_COUNT);
      left > 0;
      left--, cell += records.CELL_BYTES
    ) {
      const below = top - <u32>load<u16>(cell, records.CELL_ADJUSTED);
      const brawler = <u64>load<u16>(cell, records.CELL_BRAWLER);
      setPair(number, (brawler << 48) | ((<u64>below) << 32) | number, row);
      number++;
    }
  }
  // They stand in the order of their cells already.
  sortBits(0, number, 32, 64);
  records.setTable(records.BEST, pair(0), number, PAIR_BYTES);
}
