/**
 * What a value of a column is likely to be, by what is known before it. Packer and unpacker predict alike, so only the differences
 * travel; a wrong prediction costs bytes, never a value.
 */
import * as layout from '../../../kernel/layout/snapshot.ts';

/** A column that is known already, its missing values included; empty where there is none. */
export type Columns = (id: number) => Uint32Array;
/** The likely value of each row, or AS_BEFORE. */
export type Guesses = Float64Array;

/** In place of a guess: the value of the row before, 0 for the first. */
export const AS_BEFORE = -1;

/** Columns that others are predicted by come before these. */
const EARLY: Readonly<Record<number, number>> = {
  [layout.S_CELL_ADJUSTED]: layout.S_CELL_BRAWLER,
  [layout.S_TEAM_ADJUSTED]: layout.S_TEAM_BRAWLERS,
};

/** Sections in the order in which they are packed. */
export function packOrder(ids: readonly number[]): number[] {
  const place = (id: number) => (EARLY[id] === undefined ? id : EARLY[id] - 0.5);
  return [...ids].sort((a, b) => place(a) - place(b));
}

const DELTAS: readonly number[] = [
  ...[layout.S_MODE_ID, layout.S_MODE_NAME, layout.S_MODE_SLUG, layout.S_MODE_KEY, layout.S_MAP_NAME],
  ...[
    layout.S_MAP_SLUG,
    layout.S_MAP_IDS_AT,
    layout.S_MAP_BOARDS_AT,
    layout.S_BRAWLER_ID,
    layout.S_BRAWLER_NAME,
  ],
  ...[layout.S_BRAWLER_SLUG, layout.S_BRAWLER_CLASS, layout.S_BRAWLER_RARITY, layout.S_BRAWLER_COLOR],
  ...[
    layout.S_EVENT_START,
    layout.S_EVENT_END,
    layout.S_EVENT_MODIFIER,
    layout.S_BOARD_MAP,
    layout.S_BEST_AT,
  ],
  ...[layout.S_BOARD_UPDATED, layout.S_BOARD_CELLS_AT, layout.S_BOARD_TEAMS_AT, layout.S_MAP_IDS],
];

/** What the `rows` values of section `id` are likely to be; null for 0 each. */
export function guessesOf(id: number, columns: Columns, rows: number): Guesses | null {
  if (DELTAS.includes(id)) return new Float64Array(rows).fill(AS_BEFORE);
  return MAKERS[id]?.(columns, rows) ?? null;
}

type Maker = (columns: Columns, rows: number) => Guesses;

const MAKERS: Readonly<Record<number, Maker>> = {
  [layout.S_ALIAS_ID]: (columns) => Float64Array.from(Uint32Array.from(columns(layout.S_MAP_IDS)).sort()),
  [layout.S_ALIAS_MAP]: aliasMaps,
  [layout.S_CELL_ADJUSTED]: (columns, rows) => withinBoards(columns, rows, layout.S_BOARD_CELLS_AT),
  [layout.S_TEAM_ADJUSTED]: (columns, rows) => withinBoards(columns, rows, layout.S_BOARD_TEAMS_AT),
  [layout.S_CELL_HALF_WINS]: (columns) =>
    halfWins(columns(layout.S_CELL_GAMES), columns(layout.S_CELL_ADJUSTED)),
  [layout.S_TEAM_HALF_WINS]: (columns) =>
    halfWins(columns(layout.S_TEAM_GAMES), columns(layout.S_TEAM_ADJUSTED)),
  [layout.S_CELL_WIN_RATE]: winRates,
  [layout.S_CELL_USE_RATE]: useRates,
  [layout.S_CELL_LOW]: (columns) => Float64Array.from(columns(layout.S_CELL_ADJUSTED)),
  [layout.S_CELL_HIGH]: (columns) => mirrored(columns(layout.S_CELL_ADJUSTED), columns(layout.S_CELL_LOW)),
  [layout.S_TEAM_LOW]: (columns) => Float64Array.from(columns(layout.S_TEAM_ADJUSTED)),
  [layout.S_TEAM_HIGH]: (columns) => mirrored(columns(layout.S_TEAM_ADJUSTED), columns(layout.S_TEAM_LOW)),
  [layout.S_CELL_RANK]: (columns, rows) => placesOf(columns(layout.S_BOARD_CELLS_AT), rows),
  [layout.S_BEST_CELL]: bestCells,
  [layout.S_BEST_BOARD]: (columns) => {
    const owners = ownersOf(columns(layout.S_BOARD_CELLS_AT), columns(layout.S_CELL_BRAWLER).length);
    return Float64Array.from(columns(layout.S_BEST_CELL), (cell) => owners[cell] ?? 0);
  },
};

/** The row of each id's map. */
function aliasMaps(columns: Columns, count: number): Guesses {
  const owners = ownersOf(columns(layout.S_MAP_IDS_AT), count);
  const rows = new Map<number, number>();
  columns(layout.S_MAP_IDS).forEach((id, i) => void rows.set(id, owners[i] ?? 0));
  return Float64Array.from(columns(layout.S_ALIAS_ID), (id) => rows.get(id) ?? 0);
}

/** The row before in the same board; the board's baseline for the first. */
function withinBoards(columns: Columns, rows: number, positions: number): Guesses {
  const out = new Float64Array(rows).fill(AS_BEFORE);
  const baselines = columns(layout.S_BOARD_BASELINE);
  columns(positions).forEach((first, board) => {
    if (first < rows && board < baselines.length) out[first] = baselines[board] ?? 0;
  });
  return out;
}

/** The wins that the adjusted rate would give. */
function halfWins(games: Uint32Array, adjusted: Uint32Array): Guesses {
  return Float64Array.from(games, (count, i) =>
    count === layout.NONE32 ? layout.NONE32 : Math.round((count * (adjusted[i] ?? 0)) / 5000),
  );
}

/** As the build computes them from counts. */
function winRates(columns: Columns): Guesses {
  const wins = columns(layout.S_CELL_HALF_WINS);
  return Float64Array.from(columns(layout.S_CELL_GAMES), (count, i) =>
    count === 0 || count === layout.NONE32 ? 0 : Math.floor((5000 * (wins[i] ?? 0)) / count + 0.5),
  );
}

function useRates(columns: Columns, rows: number): Guesses {
  const picks = columns(layout.S_BOARD_PICKS);
  const owners = ownersOf(columns(layout.S_BOARD_CELLS_AT), rows);
  return Float64Array.from(columns(layout.S_CELL_GAMES), (count, i) => {
    const all = picks[owners[i] ?? 0] ?? 0;
    return count === layout.NONE32 || all === 0 || all === layout.NONE32
      ? 0
      : Math.floor((10_000 * count) / all + 0.5);
  });
}

/** An interval is about as wide above as below. */
function mirrored(middle: Uint32Array, low: Uint32Array): Guesses {
  return Float64Array.from(low, (value, i) =>
    value === layout.NONE16 ? layout.NONE16 : Math.max(0, 2 * (middle[i] ?? 0) - value),
  );
}

/** Each brawler's cells by lift; of equals the earlier cell: as the build sorts them. One number holds all three. */
function bestCells(columns: Columns): Guesses {
  const brawlers = columns(layout.S_CELL_BRAWLER);
  const owners = ownersOf(columns(layout.S_BOARD_CELLS_AT), brawlers.length);
  const [baselines, adjusted] = [columns(layout.S_BOARD_BASELINE), columns(layout.S_CELL_ADJUSTED)];
  const keys = Float64Array.from(brawlers, (brawler, cell) => {
    const lift = (adjusted[cell] ?? 0) - (baselines[owners[cell] ?? 0] ?? 0);
    return (brawler * LIFTS + LIFTS / 2 - lift) * MOST_CELLS + cell;
  });
  return keys.sort().map((key) => key % MOST_CELLS);
}

/** More values than lifts can have, in 1/100 of a percent point; more cells than a view has. Brawlers times both is below 2^53. */
const LIFTS = 2 ** 18;
const MOST_CELLS = 2 ** 22;

/** n + 1 positions → the owner of each of `rows` rows. Of positions that do not rise, whatever takes no longer. */
function ownersOf(positions: Uint32Array, rows: number): Uint32Array {
  const out = new Uint32Array(rows);
  let done = 0;
  for (let owner = 0; owner + 1 < positions.length && done < rows; owner++) {
    const end = Math.min(positions[owner + 1] ?? 0, rows);
    if (end <= done) continue;
    out.fill(owner, done, end);
    done = end;
  }
  return out;
}

/** n + 1 positions → the place of each row among its owner's, from 1. */
function placesOf(positions: Uint32Array, rows: number): Guesses {
  return Float64Array.from(ownersOf(positions, rows), (owner, i) => i - (positions[owner] ?? 0) + 1);
}
