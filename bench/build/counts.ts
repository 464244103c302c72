/** Made-up counts of a full window: live maps, brawlers of very different popularity, all brackets, teams. */
import { COUNT_BATTLES, COUNT_CELLS, COUNT_TRIOS } from '../../kernel/layout/tally.ts';
import { makeSums, type SumsRow } from '../../test/kernel/snapshot-build/sums.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { MAPS } from './catalogue.ts';

export const LIVE_MAPS = 120;
export const COUNTED_BRAWLERS = 100;
/** different teams a map */
export const TRIOS = 400;

const FIRST_MAP = 15_000_000;
const FIRST_BRAWLER = 16_000_000;
const SLOTS = 4;

/** The sums of window number `seed`, on maps of bench/build/catalogue.ts. */
export function makeCounts(
  seed: number,
  { liveMaps = LIVE_MAPS, brawlers: most = COUNTED_BRAWLERS, teams = TRIOS } = {},
): Uint8Array[] {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random.float() * limit);
  /** Games over four weeks, half of them in the older two, which weigh half. */
  const count = (games: number, rate: number) => {
    const halfWins = Math.min(
      2 * games,
      Math.round((games * rate) / 50 + (random.float() - 0.5) * Math.sqrt(games)),
    );
    const weighted = [0.75 * games, 0.75 * halfWins, 0.625 * games] as const;
    return { games, halfWins, weighted };
  };
  const cells: SumsRow[] = [];
  const battles: SumsRow[] = [];
  const trios: SumsRow[] = [];
  for (let i = 0; i < liveMaps; i++) {
    const map = FIRST_MAP + Math.floor((i * MAPS) / liveMaps);
    for (let slot = 0; slot < SLOTS; slot++) battles.push({ map, slot, games: 500 + below(20_000) });
    for (let brawler = 0; brawler < most; brawler++) {
      const rate = 48 + 8 * (random.float() + random.float() + random.float() - 1.5);
      for (let slot = 0; slot < SLOTS; slot++) {
        const games = 1 + Math.floor(10 ** (3.5 * random.float()));
        cells.push({ map, slot, brawlers: [FIRST_BRAWLER + brawler], ...count(games, rate) });
      }
    }
    for (let team = 0; team < teams; team++) {
      const brawlers = [0, 0, 0].map(() => FIRST_BRAWLER + below(most)).sort((a, b) => a - b);
      trios.push({ map, brawlers, ...count(1 + Math.floor(10 ** (2 * random.float())), 50) });
    }
  }
  return [makeSums(COUNT_BATTLES, battles), makeSums(COUNT_CELLS, cells), makeSums(COUNT_TRIOS, trios)];
}
