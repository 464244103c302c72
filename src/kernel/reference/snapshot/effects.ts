import * as effects from '../../../../kernel/layout/effects.ts';
import * as layout from '../../../../kernel/layout/snapshot.ts';
import {
  COUNT_MATCHUPS,
  COUNT_PAIRS,
  FIRST_BRAWLER_ID,
  FIRST_MODE_ID,
} from '../../../../kernel/layout/tally.ts';
import { pairIndex } from '../stats/effects.ts';
import type { Catalogue } from './catalogue.ts';
import type { SnapshotWriter } from './writer.ts';

/** Effects of one kind, read. */
class EffectsView {
  readonly kind: number;
  readonly brawlers: number;
  readonly matrices: number;
  readonly #view: DataView;
  readonly #matricesAt: number;
  readonly #positionsAt: number;
  readonly #rowsAt: number;
  readonly #cellsAt: number;

  /** `bytes` must be effects as effectsOf() makes them. Throws a TypeError for anything else. */
  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.#word(effects.EH_MAGIC) !== effects.EFFECTS_MAGIC) throw new TypeError('not effects');
    this.kind = this.#word(effects.EH_KIND);
    this.brawlers = this.#word(effects.EH_BRAWLERS);
    this.matrices = this.#word(effects.EH_MATRICES);
    this.#matricesAt = effects.EFFECTS_HEADER_FIELDS + this.brawlers;
    this.#positionsAt = this.#matricesAt + this.matrices * effects.MATRIX_FIELDS;
    this.#rowsAt = this.#positionsAt + this.brawlers + 1;
    this.#cellsAt = 4 * (this.#rowsAt + this.#word(effects.EH_ROWS) * effects.EFFECT_FIELDS);
  }

  #word(index: number): number {
    return this.#view.getUint32(4 * index, true);
  }

  code(index: number): number {
    return this.#word(effects.EFFECTS_HEADER_FIELDS + index);
  }

  matrix(index: number, field: number): number {
    return this.#word(this.#matricesAt + index * effects.MATRIX_FIELDS + field);
  }

  /** Effect and error of the pair a < b of codes in a matrix. */
  cell(matrix: number, a: number, b: number): [effect: number, error: number] {
    const cells = (this.brawlers * (this.brawlers - 1)) / 2;
    const at = this.#cellsAt + matrix * cells + pairIndex(a, b, this.brawlers);
    return [this.#view.getInt8(at), this.#view.getUint8(at + this.matrices * cells)];
  }

  /** Rows of a code, as arrays of the EFFECT_* fields. */
  rowsOf(index: number): number[][] {
    const [from, to] = [this.#word(this.#positionsAt + index), this.#word(this.#positionsAt + index + 1)];
    return Array.from({ length: to - from }, (_, i) =>
      Array.from({ length: effects.EFFECT_FIELDS }, (_, field) =>
        this.#word(this.#rowsAt + (from + i) * effects.EFFECT_FIELDS + field),
      ),
    );
  }
}

/** Columns of one kind. */
interface Columns {
  modes: number[];
  cells: number[];
  errors: number[];
  /** per brawler: rows of EFFECT_* fields, the other one as a row of the brawlers */
  lists: number[][][];
}

/** Writes the sections of pairs, then of match-ups; empty ones where there are no effects. */
export function writeEffects(
  writer: SnapshotWriter,
  catalogue: Catalogue,
  inputs: readonly Uint8Array[],
): void {
  const views = inputs.map((bytes) => new EffectsView(bytes));
  for (const [kind, first] of [
    [COUNT_PAIRS, layout.S_PAIR_MODE],
    [COUNT_MATCHUPS, layout.S_MATCHUP_MODE],
  ] as const) {
    writeKind(
      writer,
      first,
      columnsOf(
        catalogue,
        views.find((view) => view.kind === kind),
      ),
    );
  }
}

/** Sections from `first` on, in the order of S_PAIR_*. */
function writeKind(writer: SnapshotWriter, first: number, { modes, cells, errors, lists }: Columns): void {
  writer.u16(first, modes, (mode) => mode);
  writer.bytes(first + 1, Uint8Array.from(cells));
  writer.bytes(first + 2, Uint8Array.from(errors));
  writer.positions(first + 3, lists, (list) => list.length);
  const rows = lists.flat();
  const field = (number: number) => (row: number[]) => row[number] ?? 0;
  writer.u16(first + 4, rows, field(effects.EFFECT_OTHER));
  writer.u32(first + 5, rows, field(effects.EFFECT_GAMES));
  writer.u32(first + 6, rows, field(effects.EFFECT_HALF_WINS));
  writer.u16(first + 7, rows, field(effects.EFFECT_EXPECTED));
  writer.u16(first + 8, rows, field(effects.EFFECT_SHIFT));
  writer.u16(first + 9, rows, field(effects.EFFECT_ERROR));
}

/**
 * Effects by code and place as columns by row. Codes and places that the catalogue doesn't have are left out; a pair that
 * was never seen has no effect, and the error of one.
 */
function columnsOf({ brawlers, modes }: Catalogue, view: EffectsView | undefined): Columns {
  const none: Columns = { modes: [], cells: [], errors: [], lists: brawlers.map(() => []) };
  if (view === undefined || view.matrices === 0 || brawlers.length > effects.MAX_EFFECT_BRAWLERS) return none;
  const rowOfId = new Map(brawlers.map(({ id }, row) => [id, row]));
  const rowOf = (code: number) => rowOfId.get(FIRST_BRAWLER_ID + code - 1);
  const indexOfRow = new Map<number, number>();
  for (let i = 0; i < view.brawlers; i++) {
    const row = rowOf(view.code(i));
    if (row !== undefined) indexOfRow.set(row, i);
  }
  const columns = none;
  for (let matrix = 0; matrix < view.matrices; matrix++) {
    const place = view.matrix(matrix, effects.MATRIX_PLACE);
    const mode = place === 0 ? -1 : modes.findIndex(({ id }) => id === FIRST_MODE_ID + place - 1);
    if (mode < 0 && place !== effects.ANY_PLACE) continue;
    columns.modes.push(place === effects.ANY_PLACE ? layout.NONE16 : mode);
    const blank = view.matrix(matrix, effects.MATRIX_BLANK);
    for (let a = 0; a < brawlers.length; a++) {
      for (let b = a + 1; b < brawlers.length; b++) {
        const [i, j] = [indexOfRow.get(a), indexOfRow.get(b)];
        const [effect, error] = i === undefined || j === undefined ? [0, blank] : view.cell(matrix, i, j);
        columns.cells.push(effect);
        columns.errors.push(error);
      }
    }
  }
  columns.lists = brawlers.map((_, row) => {
    const index = indexOfRow.get(row);
    if (index === undefined) return [];
    return view.rowsOf(index).flatMap(([code = 0, ...rest]) => {
      const other = rowOf(code);
      return other === undefined ? [] : [[other, ...rest]];
    });
  });
  return columns;
}
