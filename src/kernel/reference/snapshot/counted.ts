import { MAX_COUNT } from '../../../../kernel/layout/build.ts';
import * as layout from '../../../../kernel/layout/snapshot.ts';
import * as tally from '../../../../kernel/layout/tally.ts';
import type { RateRow } from '../stats/rank.ts';
import { compareLists, type TeamRow } from '../stats/teams.ts';
import type { Catalogue } from './catalogue.ts';
import { CELL_SLOTS, sumSlots, weigh } from './lifts.ts';
import { addCount, type Count, noCount, type SumRow, type SumsView, sumsOf } from './sums.ts';

/** What counted battles say about a map. */
export interface CountedMap {
  /** by brawler, ascending; each with games */
  cells: readonly { brawler: number; slots: readonly Count[] }[];
  /** by slot of battles */
  battles: readonly number[];
  teams: TeamRow[];
  /** players of a team, as far as whole teams were counted */
  teamSize: number;
}

/** More players than this a team are of counts that contradict each other. */
const MOST_TEAM = 3;
/** By bracket: the slots of battles. */
const BATTLE_SLOTS: readonly (readonly number[])[] = [
  [tally.BATTLES_LADDER, tally.BATTLES_RANKED],
  [tally.BATTLES_LADDER],
  [tally.BATTLES_LADDER_HIGH],
  [tally.BATTLES_RANKED],
  [tally.BATTLES_RANKED_MYTHIC],
];

/** What is counted of a map. Counts are added up over its game ids in ascending order. */
export function countMap(
  ids: readonly number[],
  sums: readonly SumsView[],
  brawlerOfId: ReadonlyMap<number, number>,
): CountedMap {
  const cells = [...sumCells(rowsOf(ids, sumsOf(sums, tally.COUNT_CELLS)), brawlerOfId)]
    .sort(([a], [b]) => a - b)
    .map(([brawler, slots]) => ({ brawler, slots }));
  const battles = [0, 0, 0, 0];
  for (const { slot, games } of rowsOf(ids, sumsOf(sums, tally.COUNT_BATTLES)))
    battles[slot] = (battles[slot] ?? 0) + games;
  const trios = [...rowsOf(ids, sumsOf(sums, tally.COUNT_TRIOS))];
  return {
    cells,
    battles,
    teams: cells.length === 0 ? [] : mostPlayed(trios, brawlerOfId),
    teamSize: teamSizeOf(trios, cells),
  };
}

/** Players a team, averaged over all picks: those of teams of three and of two; others count as 0, not known. */
function teamSizeOf(trios: readonly SumRow[], cells: CountedMap['cells']): number {
  let picks = 0;
  for (const { slots } of cells) for (const { games } of slots) picks += games;
  let squares = 0;
  for (const { c, games } of trios) squares += (c > 0 ? 9 : 4) * games;
  return picks > 0 ? Math.min(squares / picks, MOST_TEAM) : 0;
}

/** The rows of a bracket, and its counts: in ascending order of the brawlers, those with games. */
export function rowsOfBracket({ cells }: CountedMap, bracket: number) {
  const counts = cells.map(({ slots }) => sumSlots(slots, CELL_SLOTS[bracket] ?? []));
  const picks = counts.reduce((sum, { games }) => sum + games, 0);
  const rows = cells.flatMap(({ brawler }, i): { cell: number; row: RateRow }[] => {
    const { games, halfWins } = counts[i] as Count;
    if (games === 0) return [];
    const row = { brawler, winRate: (50 * halfWins) / games, useRate: (100 * games) / picks, games };
    return [{ cell: i, row }];
  });
  return { picks, rows };
}

/** Battles of a bracket. Where there are games there were battles: null says that they weren't counted. */
export function battlesOf({ battles }: CountedMap, bracket: number): number | null {
  const sum = (BATTLE_SLOTS[bracket] ?? []).reduce((total, slot) => total + (battles[slot] ?? 0), 0);
  return sum === 0 ? null : sum;
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

/** The MAX_COUNTED_TEAMS teams with the most games, equals by their members; in the order of their members. */
function mostPlayed(trios: readonly SumRow[], brawlerOfId: ReadonlyMap<number, number>): TeamRow[] {
  const teams = new Map<number, { brawlers: number[]; count: Count }>();
  for (const row of trios) {
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
