import { HALF_LIFE } from './policy.ts';

/** Places are numbered in 16 bits; those that don't fit count as unknown. */
const MAX_PLACES = 8_192;
/** A place with fewer battles than this is not worth keeping. */
const LEAST_COUNT = 0.05;
/** Chance that two battles of one log were on the same map: 0.43 in seven weeks of six players. */
const SAME_PLACE = 0.43;

/**
 * How often battles were met in each place of late, counts halved every 14 days, and what a player met there is worth
 * for it. A place is a map id, or any other u32 by which to balance; 0 is an unknown place.
 */
export class Places {
  readonly #numbers = new Map<number, number>([[0, 0]]);
  readonly #ids: number[] = [0];
  readonly #counts: number[] = [0];
  readonly #balance: boolean;
  #weights: Float64Array | null = null;

  /** @param balance false: every place is worth the same */
  constructor(balance: boolean) {
    this.#balance = balance;
  }

  /** The number of a place, 0 where there is no room left. */
  numberOf(id: number): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    if (this.#ids.length >= MAX_PLACES) return 0;
    const number = this.#ids.length;
    this.#numbers.set(id, number);
    this.#ids.push(id);
    this.#counts.push(0);
    this.#weights = null;
    return number;
  }

  /** places met, known ones only */
  get count(): number {
    return this.#ids.length - 1;
  }

  idOf(number: number): number {
    return this.#ids[number] ?? 0;
  }

  add(number: number, count: number): void {
    this.#counts[number] = (this.#counts[number] ?? 0) + count;
    this.#weights = null;
  }

  /** Lets `seconds` pass. */
  age(seconds: number): void {
    if (seconds <= 0) return;
    const kept = 0.5 ** (seconds / HALF_LIFE);
    for (let number = 0; number < this.#counts.length; number += 1) {
      this.#counts[number] = (this.#counts[number] ?? 0) * kept;
    }
    this.#weights = null;
  }

  /**
   * By number: what a battle out of the log of a player last met there is worth, over 0 to 1. A battle is worth
   * 1 / (1 + the place's count by the mean count); SAME_PLACE of the log is taken to be of that place, the rest of any.
   */
  weights(): Float64Array {
    this.#weights ??= this.#balance ? this.#weigh() : new Float64Array(this.#ids.length).fill(1);
    return this.#weights;
  }

  #weigh(): Float64Array {
    let total = 0;
    let met = 0;
    for (let number = 1; number < this.#counts.length; number += 1) {
      const count = this.#counts[number] ?? 0;
      total += count;
      if (count >= LEAST_COUNT) met += 1;
    }
    const weights = new Float64Array(this.#ids.length).fill(1);
    if (total === 0 || met === 0) return weights;
    let average = 0;
    for (let number = 1; number < weights.length; number += 1) {
      const count = this.#counts[number] ?? 0;
      const weight = 1 / (1 + (count * met) / total);
      weights[number] = weight;
      average += (weight * count) / total;
    }
    weights[0] = average;
    for (let number = 1; number < weights.length; number += 1) {
      weights[number] = SAME_PLACE * (weights[number] ?? 0) + (1 - SAME_PLACE) * average;
    }
    return weights;
  }

  /** (id, count) of the places worth keeping. */
  entries(): { id: number; count: number }[] {
    return this.#ids
      .map((id, number) => ({ id, count: this.#counts[number] ?? 0 }))
      .filter(({ id, count }) => id !== 0 && count >= LEAST_COUNT);
  }
}
