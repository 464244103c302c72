/** The `limit` items with the highest scores, of many: a heap with the lowest of them on top. */
export class Best {
  readonly #scores: Float64Array;
  readonly #items: Int32Array;
  #size = 0;

  constructor(limit: number) {
    this.#scores = new Float64Array(limit);
    this.#items = new Int32Array(limit);
  }

  /** Of equal scores, those offered first are kept. */
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
      if (above <= score) break;
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
      if (child + 1 < this.#size && (this.#scores[child + 1] ?? 0) < (this.#scores[child] ?? 0)) child += 1;
      const below = this.#scores[child] ?? 0;
      if (below >= score) break;
      this.#put(at, this.#items[child] ?? 0, below);
      at = child;
    }
    this.#put(at, item, score);
  }

  #put(at: number, item: number, score: number): void {
    this.#items[at] = item;
    this.#scores[at] = score;
  }
}
