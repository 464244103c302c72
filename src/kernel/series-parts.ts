/** Making daily series a part at a time: a part is all series of some brawlers. */

import { E_ARGUMENT } from '../../kernel/layout/errors.ts';
import * as layout from '../../kernel/layout/series.ts';
import type { Tallies } from './counter.ts';
import { faultOf, KernelError } from './faults.ts';

/** The code of the brawler of a fold's record. Codes are in the upper bits of its key. */
function brawlerAt(view: DataView, record: number): number {
  const key = view.getBigUint64(record * layout.FOLD_BYTES, true);
  return Number(key >> BigInt(layout.FOLD_BRAWLER_SHIFT));
}

/** What a fold has of brawlers with codes from `from` on and below `to`: a part of its bytes. */
export function partOfFold(fold: Uint8Array, from: number, to: number): Uint8Array {
  const view = new DataView(fold.buffer, fold.byteOffset, fold.byteLength);
  const place = (code: number) => {
    let low = 0;
    let high = fold.length / layout.FOLD_BYTES;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (brawlerAt(view, middle) < code) low = middle + 1;
      else high = middle;
    }
    return low * layout.FOLD_BYTES;
  };
  return fold.subarray(place(from), place(to));
}

/** Joins series of the same days, of brawlers that ascend from part to part. Throws where there are none. */
export function joinSeries(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (first === undefined) throw new KernelError(faultOf(E_ARGUMENT));
  const headBytes = 4 * layout.SERIES_HEADER_FIELDS;
  const views = parts.map(
    ({ buffer, byteOffset, byteLength }) => new DataView(buffer, byteOffset, byteLength),
  );
  const words = (field: number) => views.map((view) => view.getUint32(4 * field, true));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const rows = words(layout.SD_ROWS);
  const changes = words(layout.SD_CHANGES);
  const length = headBytes + sum(parts.map((part) => part.length - headBytes));
  const whole = new Uint8Array(length);
  whole.set(first.subarray(0, headBytes));
  const view = new DataView(whole.buffer);
  view.setUint32(4 * layout.SD_LENGTH, length, true);
  view.setUint32(4 * layout.SD_ROWS, sum(rows), true);
  view.setUint32(4 * layout.SD_CHANGES, sum(changes), true);
  // rows of all parts, then changes of all, then runs of all
  const ends = parts.map((part, i) => {
    const rowsEnd = headBytes + 4 * layout.SERIES_ROW_FIELDS * (rows[i] ?? 0);
    return [headBytes, rowsEnd, rowsEnd + 4 * layout.CHANGE_FIELDS * (changes[i] ?? 0), part.length];
  });
  let at = headBytes;
  for (const section of [0, 1, 2]) {
    parts.forEach((part, i) => {
      const bytes = part.subarray(ends[i]?.[section], ends[i]?.[section + 1]);
      whole.set(bytes, at);
      at += bytes.length;
    });
  }
  return whole;
}

/** Daily series of so many days up to `today`, at once. `modes` as in SurveyOptions. */
export function seriesOfTallies(
  kernel: Tallies,
  tallies: readonly Uint8Array[],
  { today, days, modes }: { today: number; days: number; modes: Uint32Array },
): Uint8Array {
  const first = today - days + 1;
  const folds = Array.from({ length: days }, (_, day) => kernel.fold(tallies, first + day));
  return kernel.series(folds, { modes, survey: kernel.survey(folds, { modes }), first });
}
