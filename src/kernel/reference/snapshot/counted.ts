import { MAX_COUNT } from '../../../../kernel/layout/build.ts';
import * as layout from '../../../../kernel/layout/snapshot.ts';
import * as tally from '../../../../kernel/layout/tally.ts';
import type { RateRow, Weighted } from '../stats/rank.ts';
import { compareLists, type TeamRow } from '../stats/teams.ts';
import type { Catalogue } from './catalogue.ts';
import { addCount, type Count, noCount, type SumRow, type SumsView, sumsOf } from './sums.ts';

/** What counted battles say about a (map, bracket). */
export interface CountedBoard {
  bracket: number;
  battles: number | null;
  picks: number;
  rows: RateRow[];
  teams: TeamRow[];
}

/** By bracket: the slots of cells that it is the sum of. */
const CELL_SLOTS: readonly (readonly number[])[] = [
  [tally.CELL_LADDER_BELOW, tally.CELL_LADDER_HIGH, tally.CELL_RANKED_BELOW, tally.CELL_RANKED_MYTHIC],
  [tally.CELL_LADDER_BELOW, tally.CELL_LADDER_HIGH],
  [tally.CELL_LADDER_HIGH],
  [tally.CELL_RANKED_BELOW, tally.CELL_RANKED_MYTHIC],
  [tally.CELL_RANKED_MYTHIC],
];
/** By bracket: the slots of battles. */
const BATTLE_SLOTS: readonly (readonly number[])[] = [
  [tally.BATTLES_LADDER, tally.BATTLES_RANKED],
  [tally.BATTLES_LADDER],
  [tally.BATTLES_LADDER_HIGH],
  [tally.BATTLES_RANKED],
  [tally.BATTLES_RANKED_MYTHIC],
];

/**
 * The boards of a map, by bracket: those with games. Counts are added up over its game ids in ascending order, then
 * over the slots of the bracket in ascending order.
 */
export function countedBoards(
  ids: readonly number[],
  sums: readonly SumsView[],
  brawlerOfId: ReadonlyMap<number, number>,
): CountedBoard[] {
  const cells = sumCells(rowsOf(ids, sumsOf(sums, tally.COUNT_CELLS)), brawlerOfId);
  if (cells.size === 0) return [];
  const battles = new Map<number, number>();
  for (const { slot, games } of rowsOf(ids, sumsOf(sums, tally.COUNT_BATTLES)))
    battles.set(slot, (battles.get(slot) ?? 0) + games);
  const brawlers = [...cells].sort(([a], [b]) => a - b);
  return CELL_SLOTS.map((slots, bracket) => {
    const counts = brawlers.map(([brawler, bySlot]) => ({ brawler, count: sumSlots(bySlot, slots) }));
    const played = counts.filter(({ count }) => count.games > 0);
    const picks = played.reduce((sum, { count }) => sum + count.games, 0);
    const sum = (BATTLE_SLOTS[bracket] ?? []).reduce((total, slot) => total + (battles.get(slot) ?? 0), 0);
    return {
      bracket,
      // Where there are games there were battles: none means that they weren't counted.
      battles: sum === 0 ? null : sum,
      picks,
      rows: played.map(({ brawler, count }) => ({
        brawler,
        winRate: (50 * count.halfWins) / count.games,
        useRate: (100 * count.games) / picks,
        games: count.games,
        weighted: weigh(count),
      })),
      teams: bracket === layout.BRACKET_ALL ? mostPlayed(ids, sums, brawlerOfId) : [],
    };
  }).filter(({ rows }) => rows.length > 0);
}

/** Battles on maps that the catalogue doesn't list, and how many such maps there are. */
export function countUnlisted(sums: readonly SumsView[], { maps }: Catalogue) {
  const listed = new Set(maps.flatMap((map) => map.ids));
  const unlisted = new Set<number>();
  let battles = 0;
  for (const { place, slot, games } of sumsOf(sums, tally.COUNT_BATTLES)?.rows() ?? []) {
    if (listed.has(tally.FIRST_MAP_ID + place)) continue;
    unlisted.add(place);
    if (slot === tally.BATTLES_LADDER || slot === tally.BATTLES_RANKED) battles += games;
  }
  return { maps: unlisted.size, battles: Math.min(battles, MAX_COUNT) };
}

function* rowsOf(ids: readonly number[], sums: SumsView | undefined): Generator<SumRow> {
  if (sums) for (const id of ids) yield* sums.rowsOf(id - tally.FIRST_MAP_ID);
}

/** Counts by brawler and slot. Code 0 is nobody. */
function sumCells(rows: Iterable<SumRow>, brawlerOfId: ReadonlyMap<number, number>): Map<number, Count[]> {
  const cells = new Map<number, Count[]>();
  for (const row of rows) {
    const brawler = row.a === 0 ? undefined : brawlerOfId.get(tally.FIRST_BRAWLER_ID + row.a - 1);
    if (brawler === undefined) continue;
    const found = cells.get(brawler) ?? [noCount(), noCount(), noCount(), noCount()];
    addCount(found[row.slot] as Count, row);
    cells.set(brawler, found);
  }
  return cells;
}

function sumSlots(bySlot: readonly Count[], slots: readonly number[]): Count {
  const sum = noCount();
  for (const slot of slots) addCount(sum, bySlot[slot] as Count);
  return sum;
}

/** What weighted counts say; the effective number of games is (Σ w g)² / Σ w² g (Kish 1965), never over the plain one. */
function weigh({ games, weightedGames, weightedHalfWins, squaredWeights }: Count): Weighted {
  return {
    rate: weightedGames > 0 ? (50 * weightedHalfWins) / weightedGames : 50,
    games: weightedGames,
    effective: squaredWeights > 0 ? Math.min((weightedGames * weightedGames) / squaredWeights, games) : 0,
  };
}

/** The MAX_COUNTED_TEAMS teams with the most games, equals by their members; in the order of their members. */
function mostPlayed(
  ids: readonly number[],
  sums: readonly SumsView[],
  brawlerOfId: ReadonlyMap<number, number>,
): TeamRow[] {
  const teams = new Map<number, { brawlers: number[]; count: Count }>();
  for (const row of rowsOf(ids, sumsOf(sums, tally.COUNT_TRIOS))) {
    const key = (row.a * 4096 + row.b) * 4096 + row.c;
    const found = teams.get(key);
    if (found) {
      addCount(found.count, row);
      continue;
    }
    const codes = [row.a, row.b, row.c].filter((code) => code > 0);
    const brawlers = codes.map((code) => brawlerOfId.get(tally.FIRST_BRAWLER_ID + code - 1) ?? -1);
    if (brawlers.length < 2 || brawlers.includes(-1)) continue;
    const count = noCount();
    addCount(count, row);
    teams.set(key, { brawlers, count });
  }
  return [...teams.values()]
    .sort((a, b) => b.count.games - a.count.games || compareLists(a.brawlers, b.brawlers))
    .slice(0, layout.MAX_COUNTED_TEAMS)
    .sort((a, b) => compareLists(a.brawlers, b.brawlers))
    .map(({ brawlers, count }) => ({
      brawlers,
      games: count.games,
      halfWins: count.halfWins,
      weighted: weigh(count),
    }));
}
