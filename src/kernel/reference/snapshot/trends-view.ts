/** Reading the section of daily series and trends: kernel/layout/series.ts. */
import * as layout from '../../../../kernel/layout/series.ts';
import { NONE16 } from '../../../../kernel/layout/snapshot.ts';
import { type Daily, unpackDays } from '../trends/runs.ts';

export interface SeriesRow {
  /** row, NONE16 for all modes */
  readonly mode: number;
  readonly daily: Daily;
  /** oldest first */
  readonly changes: readonly ChangeRow[];
}

/** Sizes as stored. */
export interface ChangeRow {
  readonly day: number;
  readonly size: number;
  readonly low: number;
  readonly high: number;
}

export class TrendsView {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #brawlers: number;
  readonly #modes: number;

  constructor(bytes: Uint8Array, brawlers: number, modes: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#brawlers = brawlers;
    this.#modes = modes;
  }

  /** days since 1970-01-01 of the first day */
  get first(): number {
    return this.#word(layout.TH_FIRST);
  }

  get days(): number {
    return this.#word(layout.TH_DAYS);
  }

  /** A brawler's series, over all modes first. */
  series(brawler: number): SeriesRow[] {
    if (this.days === 0) return [];
    const at = layout.TRENDS_FIELDS + brawler * layout.TB_FIELDS;
    let change = this.#word(at + layout.TB_CHANGES);
    let run = this.#runs + this.#word(at + layout.TB_RUNS);
    const rows: SeriesRow[] = [];
    const end = this.#word(at + layout.TB_FIELDS + layout.TB_SERIES);
    for (let i = this.#word(at + layout.TB_SERIES); i < end; i++) {
      const word = this.#word(this.#series + i);
      const length = (word >>> layout.SERIES_RUN_SHIFT) & layout.SERIES_RUN_MASK;
      const count = word >>> layout.SERIES_CHANGES_SHIFT;
      rows.push({
        mode: word & NONE16,
        daily: unpackDays(this.#bytes.subarray(run, run + length), this.days) as Daily,
        changes: Array.from({ length: count }, (_, n) => this.change(change + n)),
      });
      change += count;
      run += length;
    }
    return rows;
  }

  change(row: number): ChangeRow {
    const at = this.#changes + 2 * row;
    const [first, second] = [this.#word(at), this.#word(at + 1)];
    return { day: first & 65535, size: first >>> 16, low: second & 65535, high: second >>> 16 };
  }

  movers(): { brawler: number; mode: number; change: number }[] {
    return Array.from({ length: this.#word(layout.TH_MOVERS) }, (_, i) => {
      const at = this.#movers + 2 * i;
      return {
        brawler: this.#word(at) & 65535,
        mode: this.#word(at) >>> 16,
        change: this.#word(at + 1),
      };
    });
  }

  shifts(): { day: number; brawlers: number }[] {
    return Array.from({ length: this.#word(layout.TH_SHIFTS) }, (_, i) => {
      const word = this.#word(this.#shifts + i);
      return { day: word & 65535, brawlers: word >>> 16 };
    });
  }

  /** TREND_* of a brawler in a mode. */
  trend(mode: number, brawler: number): number {
    if (this.days === 0) return layout.TREND_NONE;
    return this.#bytes[this.#bytes.length - (this.#modes - mode) * this.#brawlers + brawler] as number;
  }

  /** Whether the section is what kernel/layout/series.ts says, so that all that this class does is in range. */
  isSound(): boolean {
    const { length } = this.#bytes;
    if (length < 4 * layout.TRENDS_FIELDS) return false;
    if (this.days === 0)
      return length === 4 * layout.TRENDS_FIELDS && this.#bytes.every((byte) => byte === 0);
    if (this.days > layout.MAX_SERIES_DAYS || this.first > layout.MAX_FIRST_DAY) return false;
    if (this.#runs + this.#modes * this.#brawlers > length) return false;
    return this.#hasSoundSeries() && this.#hasSoundChanges() && this.#hasSoundLists();
  }

  #hasSoundSeries(): boolean {
    let [next, change, run] = [0, 0, 0];
    const grid = this.#modes * this.#brawlers;
    const room = this.#bytes.length - this.#runs - grid;
    for (let brawler = 0; brawler <= this.#brawlers; brawler++) {
      const at = layout.TRENDS_FIELDS + brawler * layout.TB_FIELDS;
      const own = this.#word(at + layout.TB_SERIES);
      if (own < next || own > this.#word(layout.TH_SERIES)) return false;
      for (; next < own; next++) {
        if (brawler === 0) return false;
        const word = this.#word(this.#series + next);
        const mode = word & NONE16;
        const length = (word >>> layout.SERIES_RUN_SHIFT) & layout.SERIES_RUN_MASK;
        if ((mode !== NONE16 && mode >= this.#modes) || length > room - run) return false;
        const from = this.#runs + run;
        if (unpackDays(this.#bytes.subarray(from, from + length), this.days) === null) return false;
        change += word >>> layout.SERIES_CHANGES_SHIFT;
        run += length;
      }
      if (this.#word(at + layout.TB_CHANGES) !== change || this.#word(at + layout.TB_RUNS) !== run)
        return false;
    }
    return next === this.#word(layout.TH_SERIES) && change === this.#word(layout.TH_CHANGES) && run === room;
  }

  #hasSoundChanges(): boolean {
    for (let row = 0; row < this.#word(layout.TH_CHANGES); row++) {
      const { day, size, low, high } = this.change(row);
      if (day >= this.days || Math.max(size, low, high) > 2 * layout.SIZE_ZERO) return false;
    }
    return true;
  }

  #hasSoundLists(): boolean {
    const areMovers = this.movers().every(
      ({ brawler, mode, change }) =>
        brawler < this.#brawlers &&
        (mode < this.#modes || mode === NONE16) &&
        change < this.#word(layout.TH_CHANGES),
    );
    const grid = this.#bytes.subarray(this.#bytes.length - this.#modes * this.#brawlers);
    return (
      areMovers &&
      this.shifts().every(({ day }) => day < this.days) &&
      grid.every((trend) => trend <= layout.TREND_FALLING)
    );
  }

  #word(i: number): number {
    return this.#view.getUint32(4 * i, true);
  }

  /* Where the lists begin, in words; the runs in bytes. */
  get #series(): number {
    return layout.TRENDS_FIELDS + (this.#brawlers + 1) * layout.TB_FIELDS;
  }

  get #changes(): number {
    return this.#series + this.#word(layout.TH_SERIES);
  }

  get #movers(): number {
    return this.#changes + 2 * this.#word(layout.TH_CHANGES);
  }

  get #shifts(): number {
    return this.#movers + 2 * this.#word(layout.TH_MOVERS);
  }

  get #runs(): number {
    return 4 * (this.#shifts + this.#word(layout.TH_SHIFTS));
  }
}
