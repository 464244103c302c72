import * as tally from '../../../../kernel/layout/tally.ts';

/** What is counted of something: plain counts, and those weighted by age. */
export interface Count {
  games: number;
  /** 2 a win, 1 a draw */
  halfWins: number;
  /** Σ w × games */
  weightedGames: number;
  /** Σ w × half wins */
  weightedHalfWins: number;
  /** Σ w² × games */
  squaredWeights: number;
}

/** A row of sums, its key taken apart. */
export interface SumRow extends Count {
  place: number;
  slot: number;
  a: number;
  b: number;
  c: number;
}

/** Sums of one kind (kernel/layout/tally.ts). */
export class SumsView {
  readonly kind: number;
  readonly count: number;
  readonly #view: DataView;

  /** `bytes` must be sums as Tallies.sum makes them. Throws a TypeError for anything else. */
  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.#header(tally.WH_MAGIC) !== tally.SUMS_MAGIC) throw new TypeError('not sums');
    this.kind = this.#header(tally.WH_KIND);
    this.count = this.#header(tally.WH_ROWS);
  }

  /** All rows, in ascending order of the key. */
  *rows(): Generator<SumRow> {
    for (let i = 0; i < this.count; i++) yield this.#row(i);
  }

  /** The rows of a place, in ascending order of the key. */
  *rowsOf(place: number): Generator<SumRow> {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#place(middle) < place) low = middle + 1;
      else high = middle;
    }
    for (; low < this.count && this.#place(low) === place; low++) yield this.#row(low);
  }

  #header(field: number): number {
    return this.#view.getUint32(4 * field, true);
  }

  #at(i: number): number {
    return 4 * tally.SUMS_HEADER_FIELDS + i * tally.SUM_ROW;
  }

  #place(i: number): number {
    return this.#view.getUint32(this.#at(i) + tally.SUM_KEY + 4, true) >>> 8;
  }

  #row(i: number): SumRow {
    const at = this.#at(i);
    const low = this.#view.getUint32(at + tally.SUM_KEY, true);
    const high = this.#view.getUint32(at + tally.SUM_KEY + 4, true);
    return {
      place: high >>> 8,
      slot: (high >>> 4) & 15,
      a: ((high & 15) << 8) | (low >>> 24),
      b: (low >>> 12) & tally.MAX_CODE,
      c: low & tally.MAX_CODE,
      games: this.#view.getUint32(at + tally.SUM_GAMES, true),
      halfWins: this.#view.getUint32(at + tally.SUM_HALF_WINS, true),
      weightedGames: this.#view.getFloat64(at + tally.SUM_WEIGHTED_GAMES, true),
      weightedHalfWins: this.#view.getFloat64(at + tally.SUM_WEIGHTED_HALF_WINS, true),
      squaredWeights: this.#view.getFloat64(at + tally.SUM_SQUARED_WEIGHTS, true),
    };
  }
}

/** The sums of a kind, or none. */
export function sumsOf(sums: readonly SumsView[], kind: number): SumsView | undefined {
  return sums.find((each) => each.kind === kind);
}

export function noCount(): Count {
  return { games: 0, halfWins: 0, weightedGames: 0, weightedHalfWins: 0, squaredWeights: 0 };
}

/** Adds a count to another, which changes. */
export function addCount(to: Count, count: Count): void {
  to.games += count.games;
  to.halfWins += count.halfWins;
  to.weightedGames += count.weightedGames;
  to.weightedHalfWins += count.weightedHalfWins;
  to.squaredWeights += count.squaredWeights;
}
