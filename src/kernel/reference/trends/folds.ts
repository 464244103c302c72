/** Folds (kernel/layout/series.ts): what a day's cells count by brawler and map. */
import { MAX_COUNT } from '../../../../kernel/layout/build.ts';
import * as layout from '../../../../kernel/layout/series.ts';
import * as tally from '../../../../kernel/layout/tally.ts';
import { type Units, unitNumber } from '../battles/tally.ts';
import { noDaily } from './runs.ts';
import type { BrawlerDaily, MapDaily } from './series.ts';

/** Codes of modes by place of a map; a mode that a code doesn't hold is unknown. */
export function modeCodes(modes: Uint32Array): Map<number, number> {
  const codes = new Map<number, number>();
  for (let i = 0; i < modes.length; i += 2) {
    const code = (modes[i + 1] ?? 0) - tally.FIRST_MODE_ID + 1;
    codes.set((modes[i] ?? 0) - tally.FIRST_MAP_ID, code > 0 && code <= tally.MAX_PLACE ? code : 0);
  }
  return codes;
}

/** Tallies.fold(), of units that were read. Code 0 is nobody. */
export function packFold(units: Units, day: number): Uint8Array {
  const sums = new Map<bigint, { games: number; halfWins: number }>();
  for (const [key, { games, halfWins }] of units.get(unitNumber(day, tally.COUNT_CELLS)) ?? []) {
    const brawler = (key >> BigInt(tally.KEY_A_SHIFT)) & BigInt(tally.MAX_CODE);
    if (brawler === 0n) continue;
    const place = key >> BigInt(tally.KEY_PLACE_SHIFT);
    const at = (brawler << BigInt(layout.FOLD_BRAWLER_SHIFT)) | place;
    const sum = sums.get(at) ?? { games: 0, halfWins: 0 };
    sum.games = Math.min(sum.games + games, MAX_COUNT);
    sum.halfWins = Math.min(sum.halfWins + halfWins, MAX_COUNT);
    sums.set(at, sum);
  }
  const bytes = new Uint8Array(sums.size * layout.FOLD_BYTES);
  const view = new DataView(bytes.buffer);
  [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .forEach(([key, { games, halfWins }], i) => {
      const record = i * layout.FOLD_BYTES;
      view.setBigUint64(record, key, true);
      view.setUint32(record + layout.FOLD_GAMES, games, true);
      view.setUint32(record + layout.FOLD_HALF_WINS, halfWins, true);
    });
  return bytes;
}

/** What brawlers play, by folds of days that follow each other, with the modes of maps as SeriesOptions has them. */
export function readFolds(folds: readonly Uint8Array[], modes: Uint32Array): BrawlerDaily[] {
  const codes = modeCodes(modes);
  const brawlers = new Map<number, Map<number, MapDaily>>();
  folds.forEach((fold, day) => {
    const view = new DataView(fold.buffer, fold.byteOffset, fold.byteLength);
    for (let record = 0; record < fold.length; record += layout.FOLD_BYTES) {
      const key = view.getBigUint64(record, true);
      const brawler = Number(key >> BigInt(layout.FOLD_BRAWLER_SHIFT));
      const map = Number(key & BigInt(tally.MAX_PLACE));
      const maps = brawlers.get(brawler) ?? new Map<number, MapDaily>();
      const found = maps.get(map) ?? { map, mode: codes.get(map) ?? 0, daily: noDaily(folds.length) };
      found.daily.games[day] = view.getUint32(record + layout.FOLD_GAMES, true);
      found.daily.halfWins[day] = view.getUint32(record + layout.FOLD_HALF_WINS, true);
      maps.set(map, found);
      brawlers.set(brawler, maps);
    }
  });
  return [...brawlers]
    .sort(([a], [b]) => a - b)
    .map(([brawler, maps]) => ({ brawler, maps: [...maps.values()].sort((a, b) => a.map - b.map) }));
}
