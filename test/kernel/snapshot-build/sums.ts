/** Sums for tests: rows in words, any order, → the blob of kernel/layout/tally.ts. */
import * as tally from '../../../kernel/layout/tally.ts';

export interface SumsRow {
  /** place: a game id, or 48000000 + n of a mode */
  map: number;
  slot?: number;
  /** brawler ids */
  brawlers?: readonly number[];
  games: number;
  halfWins?: number;
  /** by age; the weight of all of its games where it is one number */
  weight?: number;
  /** where the days differ: Σ w g, Σ w h, Σ w² g */
  weighted?: readonly [games: number, halfWins: number, squares: number];
}

function codeOf(id: number | undefined): bigint {
  return id === undefined ? 0n : BigInt(id - tally.FIRST_BRAWLER_ID + 1);
}

function keyOf({ map, slot = 0, brawlers = [] }: SumsRow): bigint {
  const place = BigInt(map - tally.FIRST_MAP_ID) << BigInt(tally.KEY_PLACE_SHIFT);
  const [a, b, c] = [codeOf(brawlers[0]), codeOf(brawlers[1]), codeOf(brawlers[2])];
  const members = (a << BigInt(tally.KEY_A_SHIFT)) | (b << BigInt(tally.KEY_B_SHIFT)) | c;
  return place | (BigInt(slot) << BigInt(tally.KEY_SLOT_SHIFT)) | members;
}

/** The sums of a kind. A key that comes twice keeps its last row. */
export function makeSums(kind: number, rows: readonly SumsRow[]): Uint8Array {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
  const bytes = new Uint8Array(4 * tally.SUMS_HEADER_FIELDS + sorted.length * tally.SUM_ROW);
  const view = new DataView(bytes.buffer);
  view.setUint32(4 * tally.WH_MAGIC, tally.SUMS_MAGIC, true);
  view.setUint32(4 * tally.WH_LENGTH, bytes.length, true);
  view.setUint32(4 * tally.WH_KIND, kind, true);
  view.setUint32(4 * tally.WH_ROWS, sorted.length, true);
  sorted.forEach(([key, { games, halfWins = 0, weight = 1, weighted }], i) => {
    const at = 4 * tally.SUMS_HEADER_FIELDS + i * tally.SUM_ROW;
    const [w, h, s] = weighted ?? [weight * games, weight * halfWins, weight * weight * games];
    view.setBigUint64(at + tally.SUM_KEY, key, true);
    view.setUint32(at + tally.SUM_GAMES, games, true);
    view.setUint32(at + tally.SUM_HALF_WINS, halfWins, true);
    view.setFloat64(at + tally.SUM_WEIGHTED_GAMES, w, true);
    view.setFloat64(at + tally.SUM_WEIGHTED_HALF_WINS, h, true);
    view.setFloat64(at + tally.SUM_SQUARED_WEIGHTS, s, true);
  });
  return bytes;
}
