import { BRACKET_ALL } from '../../../../kernel/layout/snapshot.ts';
import * as tally from '../../../../kernel/layout/tally.ts';
import { bracketBaselines, fitBracket } from '../stats/brackets.ts';
import { at } from '../stats/fit.ts';
import { type Cells, fitHierarchy, type Hierarchy } from '../stats/hierarchy.ts';
import type { Weighted } from '../stats/rank.ts';
import { addCount, type Count, noCount } from './sums.ts';

/** By bracket: the slots of cells that it is the sum of. */
export const CELL_SLOTS: readonly (readonly number[])[] = [
  [tally.CELL_LADDER_BELOW, tally.CELL_LADDER_HIGH, tally.CELL_RANKED_BELOW, tally.CELL_RANKED_MYTHIC],
  [tally.CELL_LADDER_BELOW, tally.CELL_LADDER_HIGH],
  [tally.CELL_LADDER_HIGH],
  [tally.CELL_RANKED_BELOW, tally.CELL_RANKED_MYTHIC],
  [tally.CELL_RANKED_MYTHIC],
];
/** By bracket: the slots of all observations of its battles. */
const BATTLE_CELLS = [CELL_SLOTS[0], CELL_SLOTS[1], CELL_SLOTS[1], CELL_SLOTS[3], CELL_SLOTS[3]];
/** The same of the battles that hold the rest of the observations. */
const REST_CELLS = [[], CELL_SLOTS[3], CELL_SLOTS[0], CELL_SLOTS[1], CELL_SLOTS[0]];
/** Mirrors take no more than this of a cell's sampling variance. */
export const MOST_MIRRORED = 0.9;

/** A brawler on a map. */
export interface CountedCell {
  /** row of the field's maps */
  map: number;
  brawler: number;
  /** by slot of cells */
  slots: readonly Count[];
}

/** What is fitted together. */
export interface Field {
  /** by map, then brawler; each with games */
  cells: readonly CountedCell[];
  /** each with cells */
  maps: readonly FieldMap[];
  modes: number;
  brawlers: number;
}

export interface FieldMap {
  mode: number;
  /** players of a team, 0 where that isn't known */
  teamSize: number;
}

/** What is fitted of a bracket. */
export interface Lifts {
  /** percent, by map */
  baselines: Float64Array;
  /** by cell, pp and pp² */
  lifts: Float64Array;
  variances: Float64Array;
}

/** Fits all brackets up to `brackets`. */
export function fitBrackets(field: Field, brackets: number): Lifts[] {
  const totals = field.maps.map(() => [noCount(), noCount(), noCount(), noCount()]);
  for (const { map, slots } of field.cells)
    for (const [slot, count] of slots.entries()) addCount(totals[map]?.[slot] as Count, count);
  const fit = fitAll(field, totals);
  const { means, variances } = fit.cells;
  const all = { baselines: fit.baselines, lifts: means, variances };
  return [
    all,
    ...CELL_SLOTS.slice(1, brackets).map((_, i) => fitOther(field, totals, i + 1, fit.baselines, fit)),
  ];
}

function fitAll(field: Field, totals: readonly Count[][]): Hierarchy & { baselines: Float64Array } {
  const slots = CELL_SLOTS[BRACKET_ALL] ?? [];
  // Both sides of every battle are counted: the mean is what it is.
  const baselines = Float64Array.from(totals, (total) => weigh(sumSlots(total, slots)).rate);
  return { ...fitHierarchy(cellsOf(field, totals, slots, slots, baselines)), baselines };
}

function fitOther(
  field: Field,
  totals: readonly Count[][],
  bracket: number,
  all: Float64Array,
  { strengths }: Hierarchy,
): Lifts {
  const slots = CELL_SLOTS[bracket] ?? [];
  const others = [0, 1, 2, 3].filter((slot) => !slots.includes(slot));
  const baselines = baselinesOf(totals, slots, all);
  const own = cellsOf(field, totals, slots, BATTLE_CELLS[bracket] ?? [], baselines);
  const rest = cellsOf(field, totals, others, REST_CELLS[bracket] ?? [], baselinesOf(totals, others, all));
  const { means, variances } = fitBracket(own, rest, strengths).cells;
  return { baselines, lifts: means, variances };
}

function baselinesOf(totals: readonly Count[][], slots: readonly number[], all: Float64Array): Float64Array {
  const weighted = totals.map((total) => weigh(sumSlots(total, slots)));
  return bracketBaselines(
    Float64Array.from(weighted, ({ rate }) => rate),
    Float64Array.from(weighted, ({ effective }) => effective),
    all,
  );
}

/**
 * The field's cells, counted in some slots. Where two of a battle's teams have the brawler, one's gain is the other's
 * loss: the results of `teamSize` opponents × share of the picks are taken back by a game's (with t teams,
 * size × (t − 1) opponents go against it by 1 / (t − 1) each; teams don't repeat brawlers). By so much of itself rates
 * vary less. Shares are of all observations of the battles, which slots `whole` hold.
 */
function cellsOf(
  { cells, maps, modes, brawlers }: Field,
  totals: readonly Count[][],
  slots: readonly number[],
  whole: readonly number[],
  baselines: Float64Array,
): Cells {
  const mirroredByGame = maps.map(({ teamSize }, map) => {
    const all = sumSlots(totals[map] as Count[], whole).weightedGames;
    return all > 0 ? teamSize / all : 0;
  });
  const rows = cells.map(({ map, brawler, slots: counts }) => {
    const { weightedGames, weightedHalfWins, squaredWeights } = sumSlots(counts, slots);
    const mirrored = Math.min(weightedGames * (mirroredByGame[map] ?? 0), MOST_MIRRORED);
    const square = weightedGames * weightedGames;
    const isKnown = weightedGames > 0 && squaredWeights > 0;
    return {
      mode: maps[map]?.mode ?? 0,
      brawler,
      games: isKnown ? square / squaredWeights : 0,
      scatter: isKnown ? (squaredWeights * (1 - mirrored)) / square : Number.POSITIVE_INFINITY,
      rate: weightedGames > 0 ? (50 * weightedHalfWins) / weightedGames : 50,
      baseline: at(baselines, map),
    };
  });
  const column = (name: 'games' | 'scatter' | 'rate' | 'baseline') =>
    Float64Array.from(rows, (row) => row[name]);
  return {
    mode: Uint32Array.from(rows, ({ mode }) => mode),
    brawler: Uint32Array.from(rows, ({ brawler }) => brawler),
    games: column('games'),
    scatter: column('scatter'),
    rate: column('rate'),
    baseline: column('baseline'),
    modes,
    brawlers,
  };
}

/** Adds slots up, in the order given. */
export function sumSlots(bySlot: readonly Count[], slots: readonly number[]): Count {
  const sum = noCount();
  for (const slot of slots) addCount(sum, bySlot[slot] as Count);
  return sum;
}

/** What weighted counts say; the effective number of games is (Σ w g)² / Σ w² g (Kish 1965), never over the plain one. */
export function weigh({ games, weightedGames, weightedHalfWins, squaredWeights }: Count): Weighted {
  return {
    rate: weightedGames > 0 ? (50 * weightedHalfWins) / weightedGames : 50,
    games: weightedGames,
    effective: squaredWeights > 0 ? Math.min((weightedGames * weightedGames) / squaredWeights, games) : 0,
  };
}
