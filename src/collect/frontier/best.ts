/** The `limit` items with the highest scores, of many: a heap with the lowest of them on top. */
export class Best {
  readonly #scores: Float64Array;
  readonly #items: Int32Array;
  #size = 0;

  constructor(limit: number) {
    this.#scores = new Float64Array(limit);
    this.#items = new Int32Array(limit);
  }

  /** Whether an item of this score would be kept. */
  wants(score: number): boolean {
    return this.#size < this.#items.length || score > (this.#scores[0] ?? Number.POSITIVE_INFINITY);
  }

  /** Of equal scores, the lowest items are kept, if items are offered in ascending order. */
  offer(item: number, score: number): void {
    const limit = this.#items.length;
    if (this.#size < limit) {
      this.#size += 1;
      this.#rise(this.#size - 1, item, score);
    } else if (limit > 0 && score > (this.#scores[0] ?? 0)) {
      this.#sink(item, score);
    }
  }

  /** Highest score first; of equal ones, the lowest item first. */
  ranked(): { item: number; score: number }[] {
    return Array.from({ length: this.#size }, (_, at) => ({
      item: this.#items[at] ?? 0,
      score: this.#scores[at] ?? 0,
    })).sort((a, b) => b.score - a.score || a.item - b.item);
  }

  #rise(from: number, item: number, score: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#scores[parent] ?? 0;
      if (!worse(score, item, above, this.#items[parent] ?? 0)) break;
      this.#put(at, this.#items[parent] ?? 0, above);
      at = parent;
    }
    this.#put(at, item, score);
  }

  #sink(item: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#isWorse(child + 1, child)) child += 1;
      const below = this.#scores[child] ?? 0;
      if (!worse(below, this.#items[child] ?? 0, score, item)) break;
      this.#put(at, this.#items[child] ?? 0, below);
      at = child;
    }
    this.#put(at, item, score);
  }

  #isWorse(a: number, b: number): boolean {
    return worse(this.#scores[a] ?? 0, this.#items[a] ?? 0, this.#scores[b] ?? 0, this.#items[b] ?? 0);
  }

  #put(at: number, item: number, score: number): void {
    this.#items[at] = item;
    this.#scores[at] = score;
  }
}

function worse(score: number, item: number, otherScore: number, otherItem: number): boolean {
  return score < otherScore || (score === otherScore && item > otherItem);
}
