/**
 * A filter of a map's ranking in place: rows that are there are hidden, shown and put in another order; none is made anew. Which rows,
 * and in which order, is the kernel's answer, asked for before anybody filters. What is in sight is right in the first frame
 * (places.ts); the rows get there afterwards, a few at a time.
 */
import { SORT_NAMES } from '../../shared/answers.ts';
import { Places } from './places.ts';
import { type Asked, RankedTable } from './ranked-table.ts';
import type { Renderer, Standing } from './renderer.ts';
import { type Idle, Slices } from './slices.ts';

/** Parameters that change nothing but which rows are shown, and in which order. */
const OWN = new Set(['min', 'sort']);
/** Rows that are made ready, or put in their place, at a time: a slice is shorter than a frame on a phone. */
const ROWS_A_SLICE = 6;

/** A table, and whether all its rows are laid out and painted, so that they can be shifted. */
interface Present {
  readonly table: RankedTable;
  readonly places: Places;
  ready: boolean;
}

export class RankingInPlace {
  readonly #renderer: Pick<Renderer, 'ranking'>;
  readonly #orders: Slices;
  readonly #rows: Slices;
  #present: Present | null = null;

  constructor(renderer: Pick<Renderer, 'ranking'>, idle: Idle) {
    this.#renderer = renderer;
    this.#orders = new Slices(idle);
    this.#rows = new Slices(idle);
  }

  /** For filters to come: asks for all orders of the map's ranking, and lays its rows out, whenever the page is idle. */
  prepare(document: Document, path: string): void {
    const present = this.#find(document);
    if (present === null) return;
    this.#orders.run(this.#ask(path));
    if (!present.ready) this.#rows.run(this.#lay(present));
  }

  /** The page is about to show something else: what has begun is given up. */
  stop(): void {
    this.#rows.stop();
  }

  /** Whether the ranking on the page could be made the one at `to`; if not, nothing has changed. */
  show(document: Document, from: URL, to: URL): boolean {
    const present = this.#find(document);
    if (present === null || !differOnlyIn(OWN, from, to)) return false;
    const { table } = present;
    const part = table.element.closest<HTMLElement>('[data-part=ranking]');
    // A note is about parameters or rows that may be others now.
    if (part === null || [...part.children].some(({ classList }) => classList.contains('note'))) return false;
    const sort = SORT_NAMES.indexOf((to.searchParams.get('sort') ?? 'rank') as (typeof SORT_NAMES)[number]);
    const asked = to.searchParams.get('min') ?? '0';
    const min = /^\d{1,9}$/.test(asked) ? Number(asked) : -1;
    if (sort < 0 || min < Number(table.element.dataset.min ?? 0)) return false;
    const standing = this.#renderer.ranking(to.pathname, sort);
    if (standing === null || standing.snapshot !== part.dataset.snapshot) return false;
    const rows = rowsOf(table, standing, min);
    // Without rows there is a note instead; a page that was asked for in another order has no headings.
    if (rows.length < table.byId.size || rows.every(({ few }) => few) || (sort === 0 && !table.headed))
      return false;
    this.#arrange(present, { rows, byTier: sort === 0 });
    return true;
  }

  #arrange(present: Present, asked: Asked): void {
    const { table, places } = present;
    this.#rows.stop();
    if (present.ready) {
      places.pin(asked, places.lastSight());
      this.#rows.run(settle(present, asked));
    } else {
      for (const _ of table.arrange(asked));
      this.#rows.run(this.#lay(present));
    }
  }

  #find(document: Document): Present | null {
    if (this.#present?.table.element.isConnected === true) return this.#present;
    const element = document.querySelector<HTMLTableElement>('main [data-part=ranking] table.rows');
    if (element === null) return null;
    const table = new RankedTable(element);
    this.#present = { table, places: new Places(table), ready: false };
    return this.#present;
  }

  *#ask(path: string): Generator<void> {
    for (let sort = 0; sort < SORT_NAMES.length; sort++) {
      if (this.#renderer.ranking(path, sort) === null) return;
      yield;
    }
  }

  /** Rows that wait off the screen to be laid out are laid out, and stay so. */
  *#lay(present: Present): Generator<void> {
    const rows = [...present.table.element.rows].filter((row) => row.parentElement?.tagName === 'TBODY');
    for (let at = 0; at < rows.length; at += ROWS_A_SLICE) {
      const some = rows.slice(at, at + ROWS_A_SLICE);
      for (const row of some) {
        row.classList.add('ready');
        present.places.loosen(row);
      }
      present.places.measure(some);
      yield;
    }
    // What stands below comes into sight when few rows are left.
    const below = present.table.element.closest('[data-part=ranking]')?.querySelector('.lazy');
    below?.classList.add('ready');
    yield;
    present.table.element.classList.add('ready');
    // Rows that a filter has hidden meanwhile are laid out only now.
    present.places.measure(rows);
    present.ready = true;
    present.places.watch();
    yield;
    rehearse(present);
  }
}

/**
 * Shows what is shown, which changes nothing: by the first answer the browser has read the code for it. All rows are asked for, as they
 * stand, those that are not shown too.
 */
function rehearse({ table, places }: Present): void {
  const all = [...table.element.querySelectorAll<HTMLTableRowElement>('tr[data-brawler]')];
  const byTier = table.headed && !table.element.classList.contains('sorted');
  const asked = { rows: all.map((row) => ({ row, few: row.classList.contains('few') })), byTier };
  places.pin(asked, places.lastSight());
  for (const _ of table.arrange(asked));
}

/** Rows go where they are shown already. */
function* settle({ table, places }: Present, asked: Asked): Generator<void> {
  const steps = table.arrange(asked);
  for (;;) {
    yield;
    const sight = places.sight();
    for (let row = 0; row < ROWS_A_SLICE; row++) {
      if (steps.next().done === true) {
        places.release();
        return;
      }
    }
    places.pin(asked, sight);
  }
}

/** The rows on the page in an order; of those that have too few games it is noted. */
function rowsOf({ byId }: RankedTable, { rows }: Standing, min: number): Asked['rows'] {
  return rows.flatMap(({ id, games }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ row, few: min > 0 && (games === null || games < min) }];
  });
}

function differOnlyIn(names: ReadonlySet<string>, from: URL, to: URL): boolean {
  const rest = ({ searchParams }: URL) =>
    [...searchParams].filter(([name]) => !names.has(name)).map((pair) => pair.join('='));
  return from.pathname === to.pathname && rest(from).sort().join('&') === rest(to).sort().join('&');
}
