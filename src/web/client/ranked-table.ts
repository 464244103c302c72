/** The table of a map's ranking: which of its rows stand where, and how they come to stand elsewhere, one after the other. */
import { longestAscending } from './stays.ts';

/** What is asked of the rows: all of them, in this order; `few`: under the minimum of games, not to be shown. */
export interface Asked {
  readonly rows: readonly { readonly row: HTMLTableRowElement; readonly few: boolean }[];
  /** under headings of tiers, as the page has them; else all in one */
  readonly byTier: boolean;
}

export class RankedTable {
  readonly element: HTMLTableElement;
  readonly byId: ReadonlyMap<string, HTMLTableRowElement>;
  /** of each body; null where the page was asked for in another order */
  readonly headings: readonly (HTMLTableRowElement | null)[];
  readonly #bodies: readonly HTMLTableSectionElement[];
  /** the body that a row came in, by which it goes by tier */
  readonly #home: ReadonlyMap<HTMLTableRowElement, number>;
  /** rows and bodies that are not shown; the class `few` says the same to the styles */
  readonly #few = new Set<Element>();

  constructor(element: HTMLTableElement) {
    this.element = element;
    this.#bodies = [...element.tBodies];
    this.headings = this.#bodies.map((body) => body.querySelector<HTMLTableRowElement>('tr.tier'));
    const rows = this.#bodies.map((body) => [
      ...body.querySelectorAll<HTMLTableRowElement>('tr[data-brawler]'),
    ]);
    this.#home = new Map(rows.flatMap((list, body) => list.map((row) => [row, body] as const)));
    this.byId = new Map(rows.flat().map((row) => [row.dataset.brawler ?? '', row]));
  }

  get headed(): boolean {
    return this.headings.some((heading) => heading !== null);
  }

  /** What is shown now, headings too, from the top. */
  standing(): HTMLTableRowElement[] {
    const isSorted = this.element.classList.contains('sorted');
    const shown: HTMLTableRowElement[] = [];
    for (const [i, body] of this.#bodies.entries()) {
      if (this.#few.has(body) || (isSorted && i > 0)) continue;
      const first = isSorted ? this.headings[i]?.nextElementSibling : body.firstElementChild;
      for (let row = first ?? null; row !== null; row = row.nextElementSibling)
        if (!this.#few.has(row) && !(row as HTMLElement).hidden) shown.push(row as HTMLTableRowElement);
    }
    return shown;
  }

  /** What is to be shown, from the top. */
  wanted({ rows, byTier }: Asked): HTMLTableRowElement[] {
    const shown: HTMLTableRowElement[][] = this.#bodies.map(() => []);
    for (const { row, few } of rows) {
      const own = shown[byTier ? (this.#home.get(row) ?? 0) : 0];
      const heading = byTier ? this.headings[this.#home.get(row) ?? 0] : null;
      if (few || own === undefined) continue;
      if (own.length === 0 && heading) own.push(heading);
      if (!row.hidden) own.push(row);
    }
    return shown.flat();
  }

  /** Headings and bodies that are wanted take their room. */
  #open({ rows, byTier }: Asked): void {
    if (!byTier) return;
    this.#sort(false);
    for (const { row, few } of rows) {
      const body = this.#bodies[this.#home.get(row) ?? 0];
      if (!few && body !== undefined) this.#hide(body, false);
    }
  }

  /** Asked for first: a class that is set once more is a change of the element. */
  #sort(sorted: boolean): void {
    const { classList } = this.element;
    if (classList.contains('sorted') !== sorted) classList.toggle('sorted', sorted);
  }

  /** Hides a row, or a body without rows, or shows it. Whether that changed it. */
  #hide(element: Element, few: boolean): boolean {
    if (this.#few.has(element) === few) return false;
    if (few) this.#few.add(element);
    else this.#few.delete(element);
    element.classList.toggle('few', few);
    return true;
  }

  /** Makes the table what is asked, a row in each step; what was done is not done again. */
  *arrange(asked: Asked): Generator<void> {
    this.#open(asked);
    const { rows, byTier } = asked;
    for (const [i, body] of this.#bodies.entries()) {
      if (!byTier && i > 0) break;
      const own = byTier ? rows.filter(({ row }) => this.#home.get(row) === i) : rows;
      yield* this.#fill(body, own);
      this.#hide(body, byTier && own.every(({ few }) => few));
    }
    // Only now: the other bodies are empty.
    if (!byTier && this.headed) this.#sort(true);
  }

  /** Rows into a body, in order, behind its heading. */
  *#fill(body: HTMLElement, rows: Asked['rows']): Generator<void> {
    const ranks = new Map(rows.map(({ row }, rank) => [row as Element, rank]));
    const there = [...body.children].filter((child) => ranks.has(child));
    const stays = longestAscending(there.map((child) => ranks.get(child) ?? 0));
    const resting = new Set(there.filter((_, at) => stays.has(at)));
    let last: Element | null = body.querySelector('tr.tier');
    for (const { row, few } of rows) {
      const turned = this.#hide(row, few);
      const moved = !resting.has(row);
      if (moved) move(body, row, last === null ? body.firstElementChild : last.nextElementSibling);
      last = row;
      if (turned || moved) yield;
    }
  }
}

/**
 * A row keeps the focus. Not by moveBefore, which keeps more: behind a row that is out of flow, Chromium 153 puts what it moves in the
 * wrong place on the screen, and sometimes ends with the page.
 */
function move(body: HTMLElement, row: HTMLElement, next: Element | null): void {
  if (next === row) return;
  const { activeElement } = row.ownerDocument;
  const focused = row.contains(activeElement) ? (activeElement as HTMLElement) : null;
  body.insertBefore(row, next);
  focused?.focus({ preventScroll: true });
}
