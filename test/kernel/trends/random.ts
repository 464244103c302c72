/** Series drawn at random, with far odder changes than any test finds. */
import { MAX_CHANGES } from '../../../kernel/layout/series.ts';
import type { Catalogue } from '../../../src/kernel/reference/snapshot/catalogue.ts';
import { packTrends } from '../../../src/kernel/reference/snapshot/trends.ts';
import { noDaily } from '../../../src/kernel/reference/trends/runs.ts';
import { packMade, type Series } from '../../../src/kernel/reference/trends/series.ts';
import type { Random } from '../../../upstream-sim/random.ts';

const COUNTS = [0, 0, 1, 2, 63, 64, 65, 127, 128, 1000, 16_383, 16_384, 1e6, 0xfffffffe];
const FIRSTS = [0, 1, 11_016, 19_782, 20_600, 2_932_800];

/** Series of brawlers and modes by code, from 1 on; some are missing. At least one, of at least one day with games. */
export function randomSeries(random: Random, brawlers: number, modes: number): Uint8Array {
  const below = (limit: number) => Math.floor(random.float() * limit);
  const days = 1 + below(32);
  const series: Series[] = [];
  for (let brawler = 1; brawler <= brawlers; brawler++) {
    for (let mode = 0; mode <= modes; mode++) {
      if (below(5) === 0) continue;
      const daily = noDaily(days);
      for (let day = 0; day < days; day++) {
        const games = below(3) ? (COUNTS[below(COUNTS.length)] ?? 0) : below(300);
        daily.games[day] = games;
        daily.halfWins[day] = Math.min(below(2 * games + 1), 0xfffffffe);
      }
      if (daily.games.every((games) => games === 0)) daily.games[0] = 1;
      const picked = new Set(
        Array.from({ length: below(3) ? 0 : below(MAX_CHANGES + 1) }, () => below(days)),
      );
      const changes = [...picked].sort((a, b) => a - b).map((day) => changeOn(day, below));
      series.push({ brawler, mode, daily, changes });
    }
  }
  return packMade(series, FIRSTS[below(FIRSTS.length)] ?? 0, days);
}

function changeOn(day: number, below: (limit: number) => number) {
  const around = (width: number) => (below(width) - width / 2) / 10_000;
  const size = below(8) ? around(4000) : below(3) - 1;
  return {
    day,
    size,
    low: size - below(3000) / 10_000,
    high: size + below(3000) / 10_000,
    certainty: below(3) ? below(20_000) / 100 : below(3) * 1e7,
  };
}

/** A section of trends for a snapshot with so many brawlers and modes; now and then one without series. */
export function randomSection(random: Random, brawlers: number, modes: number): Uint8Array {
  const rows = (count: number, first: number) => Array.from({ length: count }, (_, i) => ({ id: first + i }));
  const catalogue = { brawlers: rows(brawlers, 16_000_000), modes: rows(modes, 48_000_000) };
  const series = random.uint32() % 6 === 0 ? undefined : randomSeries(random, brawlers, modes);
  return packTrends(series, catalogue as unknown as Catalogue);
}
