/**
 * A filter of a map's ranking in place: rows that are there are hidden, shown and put in another order; none is made anew. Which rows,
 * and in which order, is the kernel's answer, asked for before anybody filters.
 */
import { SORT_NAMES } from '../../shared/answers.ts';
import type { Renderer } from './renderer.ts';

/** Parameters that change nothing but which rows are shown, and in which order. */
const OWN = new Set(['min', 'sort']);

/** Asks for all orders of a map's ranking, one whenever the page is idle. */
export function prepareOrders(renderer: Renderer, path: string, idle: (work: () => void) => void): void {
  const prepare = (sort: number) => {
    if (sort === SORT_NAMES.length) return;
    idle(() => {
      if (renderer.ranking(path, sort) !== null) prepare(sort + 1);
    });
  };
  prepare(0);
}

/** Whether the ranking on the page could be made the one at `to`; if not, nothing has changed. */
export function rankInPlace(document: Document, renderer: Renderer, from: URL, to: URL): boolean {
  const part = document.querySelector<HTMLElement>('main [data-part=ranking]');
  const table = part?.querySelector<HTMLTableElement>('table.rows');
  if (!part || !table || !differOnlyIn(OWN, from, to)) return false;
  // A note is about parameters or rows that may be others now.
  if (part.querySelector(':scope > .note') !== null) return false;
  const sort = SORT_NAMES.indexOf((to.searchParams.get('sort') ?? 'rank') as (typeof SORT_NAMES)[number]);
  const asked = to.searchParams.get('min') ?? '0';
  const min = /^\d{1,9}$/.test(asked) ? Number(asked) : -1;
  if (sort < 0 || min < Number(table.dataset.min ?? 0)) return false;
  const standing = renderer.ranking(to.pathname, sort);
  if (standing === null || standing.snapshot !== part.dataset.snapshot) return false;
  return new Rows(table).show(standing.rows, sort === 0, min);
}

function differOnlyIn(names: ReadonlySet<string>, from: URL, to: URL): boolean {
  const rest = ({ searchParams }: URL) =>
    [...searchParams].filter(([name]) => !names.has(name)).map((pair) => pair.join('='));
  return from.pathname === to.pathname && rest(from).sort().join('&') === rest(to).sort().join('&');
}

class Rows {
  readonly #table: HTMLTableElement;
  readonly #byId: ReadonlyMap<string, HTMLTableRowElement>;

  constructor(table: HTMLTableElement) {
    this.#table = table;
    this.#byId = new Map(
      [...table.querySelectorAll<HTMLTableRowElement>('tr[data-brawler]')].map((row) => [
        row.dataset.brawler ?? '',
        row,
      ]),
    );
  }

  show(
    standing: readonly { readonly id: string; readonly games: number | null }[],
    byTier: boolean,
    min: number,
  ): boolean {
    const few = (games: number | null) => min > 0 && (games === null || games < min);
    const rows = standing.flatMap(({ id, games }) => {
      const row = this.#byId.get(id);
      return row === undefined ? [] : [{ row, few: few(games) }];
    });
    // Without rows there is a note instead; a page that was asked for in another order has no headings.
    const headed = this.#table.querySelector('tr.tier') !== null;
    if (rows.length < this.#byId.size || rows.every(({ few }) => few) || (byTier && !headed)) return false;
    for (const { row, few } of rows) row.classList.toggle('few', few);
    if (headed) this.#mark(byTier);
    const inOrder = rows.map(({ row }) => row);
    if (byTier) this.#byTier(inOrder);
    else this.#inOne(inOrder);
    return true;
  }

  /** Rows show their tier where no heading does; each knows the body it came from. */
  #mark(byTier: boolean): void {
    const { classList, tBodies } = this.#table;
    if (classList.contains('sorted') === !byTier) return;
    classList.toggle('sorted', !byTier);
    if (byTier) {
      for (const mark of this.#table.querySelectorAll('th.l > .t')) mark.remove();
      return;
    }
    [...tBodies].forEach((body, i) => {
      const mark = body.querySelector('tr.tier .t');
      for (const row of body.querySelectorAll<HTMLTableRowElement>('tr[data-brawler]')) {
        row.dataset.body = String(i);
        if (mark !== null) row.querySelector('th > a')?.after(mark.cloneNode(true));
      }
    });
  }

  #byTier(rows: readonly HTMLTableRowElement[]): void {
    [...this.#table.tBodies].forEach((body, i) => {
      // Never sorted, they are still where they were.
      const own = rows.filter(({ dataset, parentNode }) =>
        dataset.body === undefined ? parentNode === body : dataset.body === String(i),
      );
      order(body, own, body.querySelector('tr.tier'));
      body.classList.toggle(
        'few',
        own.every(({ classList }) => classList.contains('few')),
      );
    });
  }

  /** All in the first body; the others, and its heading, are not shown (class `sorted`). */
  #inOne(rows: readonly HTMLTableRowElement[]): void {
    const [body] = this.#table.tBodies;
    if (body === undefined) return;
    body.classList.remove('few');
    order(body, rows, body.querySelector('tr.tier'));
  }
}

/** Puts rows behind a first one (or none) in this order; those that stand right are left alone. */
function order(body: HTMLElement, rows: readonly HTMLElement[], first: Element | null): void {
  let last: Element | null = first;
  for (const row of rows) {
    const next: Element | null = last === null ? body.firstElementChild : last.nextElementSibling;
    if (next !== row) move(body, row, next);
    last = row;
  }
}

/** Moved, a row keeps its style and layout where the browser can do that (https://developer.mozilla.org/docs/Web/API/Element/moveBefore). */
function move(body: HTMLElement, row: HTMLElement, next: Element | null): void {
  const able = body as HTMLElement & { moveBefore?: (node: Node, before: Node | null) => void };
  if (able.moveBefore === undefined) body.insertBefore(row, next);
  else able.moveBefore(row, next);
}
