/** How much daily rates scatter beside chance: fitted from the data, for the tests of changes. */
import { DISPERSION_PAIRS } from '../../../../kernel/layout/series.ts';

/** Variance of a day's rate on a map: factor × v / games + between, v = p (1 − p). */
export interface Dispersion {
  /** over 1 where games are not independent: few players, in sessions */
  readonly factor: number;
  /** between days: other players, other hours */
  readonly between: number;
}

/** Weights of the regression expect this variance between days, (1 pp)²; another would only cost some precision. */
const PLANNED = 0.0001;

/** Gathers pairs of days, and fits: E[y] = factor + between × x. */
export class DispersionFit {
  #pairs = 0;
  #one = 0;
  #x = 0;
  #y = 0;
  #xx = 0;
  #xy = 0;

  /**
   * Two days of a brawler on a map, n and m games, whose rates differ by d: with h = n m / (n + m),
   * E[h d² / v] = factor + between × 2 h / v. Differences of days next to each other are hardly touched by a change or
   * two (von Neumann 1941).
   */
  add(n: number, m: number, difference: number, v: number): void {
    const scale = (n * m) / (n + m) / v;
    const x = 2 * scale;
    const y = difference * difference * scale;
    const expected = 1 + PLANNED * x;
    const weight = 1 / (expected * expected);
    this.#pairs += 1;
    this.#one += weight;
    this.#x += weight * x;
    this.#y += weight * y;
    this.#xx += weight * x * x;
    this.#xy += weight * x * y;
  }

  /** The least squares fit with factor at least 1, between at least 0; null where there are too few pairs. */
  fit(): Dispersion | null {
    if (this.#pairs < DISPERSION_PAIRS) return null;
    const determinant = this.#one * this.#xx - this.#x * this.#x;
    const slope = determinant > 0 ? (this.#one * this.#xy - this.#x * this.#y) / determinant : 0;
    if (!(slope > 0)) return { factor: Math.max(1, this.#y / this.#one), between: 0 };
    const start = (this.#y - slope * this.#x) / this.#one;
    if (start >= 1) return { factor: start, between: slope };
    return { factor: 1, between: Math.max(0, (this.#xy - this.#x) / this.#xx) };
  }
}
