/**
 * Shows rows of a ranking where they belong before they are there: those in sight and those that leave it are shifted, which the browser
 * answers without laying out or painting anything. To know where a row belongs without asking, heights are kept. A row that is to come
 * waits laid out at the table's top, unseen (sheet.ts).
 */
import type { Asked, RankedTable } from './ranked-table.ts';

/** px of a row and of a heading that have not been measured: the least that the styles give them */
const ROW_PX = 45;
const HEADING_PX = 37;
/** px above and below what is in sight, that are put right with it */
const MARGIN_PX = ROW_PX;
/** where a row goes that is not wanted, and is not gone yet */
const AWAY = '-200vw';
/**
 * A row that can be shifted always says by how much: to change a value that an element's own style has, the browser takes two thirds of
 * the time that it takes where the style comes or goes.
 */
const AT_HOME = '0 0';

/** px from the top of the table */
interface Sight {
  readonly top: number;
  readonly bottom: number;
}

type Row = HTMLTableRowElement;

export class Places {
  readonly #table: RankedTable;
  readonly #heights = new Map<Row, number>();
  readonly #shifts = new Map<Row, string>();
  /** shown where they will be, though they stand nowhere yet */
  readonly #early = new Set<Row>();
  /** px; another width is other heights */
  #width = 0;
  /** as it was when it was last looked for */
  #last: Sight | null = null;
  /** px above the first row */
  #head = 0;

  constructor(table: RankedTable) {
    this.#table = table;
  }

  /** Makes a row one that can be shifted. */
  loosen(row: Row): void {
    row.style.translate = AT_HOME;
  }

  /** Takes rows' heights, which lays them out. */
  measure(rows: Iterable<Row>): void {
    const { element } = this.#table;
    this.#width = element.offsetWidth;
    this.#head = element.tBodies[0]?.offsetTop ?? 0;
    for (const row of rows) {
      const height = row.offsetHeight;
      if (height > 0) this.#heights.set(row, height);
    }
  }

  /** What is in sight. To ask has the page laid out, where something of it has changed. */
  sight(): Sight {
    const { element } = this.#table;
    if (element.offsetWidth !== this.#width) this.measure([...element.rows]);
    const { top } = element.getBoundingClientRect();
    const { innerHeight } = element.ownerDocument.defaultView ?? { innerHeight: 0 };
    this.#last = { top: -top - MARGIN_PX, bottom: innerHeight - top + MARGIN_PX };
    return this.#last;
  }

  /** What was in sight before anything changed: a filter that somebody has set is laid out with its answer, not before it. */
  lastSight(): Sight {
    return this.#last ?? this.sight();
  }

  /** Keeps what is in sight known, as long as the table is on the page. */
  watch(): void {
    const { element } = this.#table;
    const document = element.ownerDocument;
    const window = document.defaultView;
    const looking = new AbortController();
    const options = { signal: looking.signal, passive: true };
    // What moves the table without a scroll makes the page another size.
    const sizes = new ResizeObserver(() => look());
    const look = () => {
      if (element.isConnected) {
        this.sight();
        return;
      }
      looking.abort();
      sizes.disconnect();
    };
    document.addEventListener('scroll', look, options);
    window?.addEventListener('resize', look, options);
    sizes.observe(document.body);
  }

  /** Shows in sight what is asked, whichever order the rows stand in. */
  pin(asked: Asked, before: Sight): void {
    const wanted = this.#table.wanted(asked);
    const standing = this.#table.standing();
    // A shorter page may have been scrolled back.
    const sight = this.#bound(wanted, standing, before) ? this.sight() : before;
    const goals = this.#topsOf(wanted);
    let at = this.#head;
    for (const row of standing) {
      const goal = goals.get(row);
      goals.delete(row);
      const isNear = this.#isNear(row, at, sight) || (goal !== undefined && this.#isNear(row, goal, sight));
      this.#shift(row, !isNear || goal === at ? '' : goal === undefined ? AWAY : `0 ${goal - at}px`);
      this.#show(row, false);
      at += this.#heightOf(row);
    }
    for (const row of this.#early) if (!goals.has(row)) this.#putBack(row);
    // What is left stands nowhere: it waits, laid out and not seen, at the table's top.
    for (const [row, goal] of goals) {
      if (!this.#isNear(row, goal, sight)) this.#putBack(row);
      else {
        this.#shift(row, `0 ${goal}px`);
        this.#show(row, true);
      }
    }
  }

  /** Nothing is shifted any more. */
  release(): void {
    for (const row of this.#early) this.#show(row, false);
    for (const row of this.#shifts.keys()) this.#shift(row, '');
    // Asked for first: an attribute that only scripts have set is not there to be removed until it is.
    const { element } = this.#table;
    if (element.hasAttribute('style')) element.removeAttribute('style');
  }

  #putBack(row: Row): void {
    this.#shift(row, '');
    this.#show(row, false);
  }

  /** Lets a row be seen that stands nowhere yet. */
  #show(row: Row, early: boolean): void {
    if (this.#early.has(row) === early) return;
    if (early) this.#early.add(row);
    else this.#early.delete(row);
    row.classList.toggle('early', early);
  }

  /** Where the table's end is in sight, what stands below it moves up or down now. Whether it did. */
  #bound(wanted: readonly Row[], standing: readonly Row[], { bottom }: Sight): boolean {
    const [goal, end] = [this.#endOf(wanted), this.#endOf(standing)];
    const isSeen = goal !== end && Math.min(goal, end) < bottom;
    const { style } = this.#table.element;
    const size = isSeen ? `${goal}px` : '';
    if (style.blockSize === size) return false;
    style.blockSize = size;
    style.overflow = isSeen ? 'clip' : '';
    return true;
  }

  #endOf(rows: readonly Row[]): number {
    return rows.reduce((end, row) => end + this.#heightOf(row), this.#head);
  }

  #topsOf(rows: readonly Row[]): Map<Row, number> {
    let top = this.#head;
    const tops = new Map<Row, number>();
    for (const row of rows) {
      tops.set(row, top);
      top += this.#heightOf(row);
    }
    return tops;
  }

  #heightOf(row: Row): number {
    return this.#heights.get(row) ?? (row.classList.contains('tier') ? HEADING_PX : ROW_PX);
  }

  #isNear(row: Row, top: number, sight: Sight): boolean {
    return top < sight.bottom && top + this.#heightOf(row) > sight.top;
  }

  #shift(row: Row, shift: string): void {
    if ((this.#shifts.get(row) ?? '') === shift) return;
    if (shift === '') this.#shifts.delete(row);
    else this.#shifts.set(row, shift);
    row.style.translate = shift === '' ? AT_HOME : shift;
  }
}
