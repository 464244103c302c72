/**
 * Makes the pieces of the page that carry a `data-part` what they are to be: what is in sight in the first frame, the rest whenever the
 * page is idle. In the end the page is what the server would have sent.
 */
import type { Pieces } from '../load.ts';
import { keepFocus } from './focus.ts';
import { readMarkup } from './markup.ts';
import { elementOf, hasChoice, patch, type Step, stepsTo, wantedLike } from './patch.ts';
import { type Idle, Slices } from './slices.ts';
import { hideTaken, leaves } from './taken.ts';

/** Items of a list that are put right at a time, off the screen. */
const ITEMS_A_SLICE = 3;
/** px below the window that count as in sight at first: for lines that are gone there is room, as each further look has the page laid out. */
const MARGIN_PX = 200;
/** px of the further looks. What becomes smaller, or comes, lets something else come into sight. */
const NEXT_MARGIN_PX = 60;
/** Looks after the first one. Lists that get another length take more: what comes into sight has lists itself. */
const LOOKS = 1;
const LOOKS_RESIZED = 3;

/** Something that is yet to be done to a piece. */
interface Change {
  readonly part: HTMLElement;
  /** what it is done to, the part or an item of its list; nothing as long as that is not there */
  readonly element: () => Element | undefined;
  readonly make: () => void;
  /** the markup that is to be there */
  readonly text: () => string;
  /** what is left alone there */
  readonly lists?: ReadonlySet<Element>;
  /** whether the piece gets another size by it, whatever its words are: what stands below moves */
  readonly resizes?: boolean;
}

/** What is to be done for an answer, and what of it first: what is in sight. */
interface Plan {
  readonly pieces: Pieces;
  readonly changes: readonly Change[];
  readonly first: readonly Change[];
  /** what makes an element the one that its markup says, for those that have been compared */
  readonly steps: Map<Element, { readonly html: string; readonly steps: readonly Step[] }>;
}

export class Replacing {
  readonly #slices: Slices;
  /** what an element was made from: what is the same once more is not made once more */
  readonly #made = new WeakMap<Element, string>();
  /** for an answer that nobody has asked for yet; for the page as it stands */
  #foreseen: Plan | null = null;
  /** of what is being done now */
  #steps: Plan['steps'] = new Map();

  constructor(idle: Idle) {
    this.#slices = new Slices(idle);
  }

  /** What has begun is given up; what comes next begins with what is there. */
  stop(): void {
    this.#slices.stop();
    this.#foreseen = null;
  }

  /** Whether there is a piece to change; if not, nothing has changed. `done`: all of it is there. */
  start(document: Document, pieces: Pieces, done: () => void): boolean {
    const plan = this.#foreseen?.pieces === pieces ? this.#foreseen : this.#plan(document, pieces);
    const { changes, first } = plan;
    this.stop();
    if (changes.length === 0) return false;
    const waiting = new Set(changes);
    const taken = new Set(pieces.taken);
    const isGoing = (element: Element) => pieces.taken !== null && leaves(element, taken);
    const resized = changes.some(({ resizes = false }) => resizes);
    const make = () => {
      // What comes into sight from afar would be drawn a frame later.
      if (resized) document.documentElement.classList.add('whole');
      if (pieces.taken !== null) hideTaken(document, taken);
      makeAll(first, waiting);
      for (let looks = resized ? LOOKS_RESIZED : LOOKS; looks > 0; looks--) {
        const seen = inSight([...waiting], NEXT_MARGIN_PX);
        if (seen.length === 0) break;
        makeAll(seen, waiting);
      }
    };
    this.#steps = plan.steps;
    keepFocus(document, make, isGoing);
    this.#steps = new Map();
    if (waiting.size === 0) done();
    else this.#slices.run(inTime(document, [...waiting], done));
    return true;
  }

  /** Looks what is to be done for these pieces, and compares what will be in sight; nothing is changed. */
  foresee(document: Document, pieces: Pieces): void {
    this.#foreseen = this.#plan(document, pieces);
    const { first, steps } = this.#foreseen;
    for (const { element, text, lists } of first) {
      const there = element();
      const html = text();
      if (there === undefined || this.#made.get(there) === html || there.querySelector('table') !== null)
        continue;
      const wanted = readMarkup(html);
      if (wanted?.name === there.localName) steps.set(there, { html, steps: stepsTo(there, wanted, lists) });
    }
  }

  /** All are looked at before any is changed, which would have the page laid out for each. */
  #plan(document: Document, pieces: Pieces): Plan {
    const parts = [...document.querySelectorAll<HTMLElement>('main [data-part]')].filter(({ dataset }) =>
      pieces.has(dataset.part ?? ''),
    );
    const changes = parts.flatMap((part) => this.#changes(part, pieces));
    return { pieces, changes, first: inSight(changes, MARGIN_PX, true), steps: new Map() };
  }

  /** For a piece all at once; for one with lists whose items are made one by one, each of them by itself. */
  #changes(part: HTMLElement, pieces: Pieces): Change[] {
    const name = part.dataset.part ?? '';
    const items = pieces.items(name);
    const lists = [...part.querySelectorAll('ol')];
    if (items === null || items.length !== lists.length) {
      const text = () => pieces.part(name) ?? '';
      const make = () => this.#refill(part, text());
      return [{ part, element: () => part, text, make, resizes: items !== null }];
    }
    const resizes = lists.some((list, i) => list.children.length !== items[i]?.length);
    const text = () => pieces.frame(name);
    const without = new Set(lists);
    const frame: Change = {
      part,
      resizes,
      lists: without,
      element: () => part,
      text,
      make: () => {
        this.#refill(part, text(), without);
        for (const [i, list] of lists.entries()) setLength(list, items[i]?.length ?? 0);
      },
    };
    const rest = lists.flatMap((list, i) =>
      (items[i] ?? []).map((text, at): Change => {
        const element = () => list.children[at];
        const make = () => this.#refill(list.children[at] as HTMLElement, text());
        return { part, resizes, element, text, make };
      }),
    );
    return [frame, ...rest];
  }

  /** Of a table the rows are other ones, which are made anew. */
  #refill(old: HTMLElement, html: string, lists?: ReadonlySet<Element>): void {
    this.#foreseen = null;
    if (this.#made.get(old) === html && !hasChoice(old)) return;
    this.#made.set(old, html);
    const foreseen = this.#steps.get(old);
    if (foreseen?.html === html) {
      for (const step of foreseen.steps) step();
      return;
    }
    const wanted = old.querySelector('table') === null ? readMarkup(html) : null;
    if (wanted?.name === old.localName) {
      patch(old, wanted, lists);
      return;
    }
    const fresh = elementOf(old.ownerDocument, html);
    if (fresh === null) return;
    if (fresh.tagName !== old.tagName) old.replaceWith(fresh);
    else if (old.querySelector('table') === null) patch(old, wantedLike(fresh), lists);
    else {
      for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
      old.replaceChildren(...fresh.childNodes);
    }
  }
}

function makeAll(changes: readonly Change[], waiting: Set<Change>): void {
  for (const change of changes) waiting.delete(change);
  for (const change of changes) change.make();
}

/** So many items, to be filled. */
function setLength(list: Element, length: number): void {
  while (list.children.length > length) list.lastElementChild?.remove();
  while (list.children.length < length) list.append(list.ownerDocument.createElement('li'));
}

/** What is off the screen, a few at a time. */
function* inTime(document: Document, changes: readonly Change[], done: () => void): Generator<void> {
  for (const [i, { part, make }] of changes.entries()) {
    if (i % ITEMS_A_SLICE === 0) yield;
    if (part.contains(document.activeElement)) keepFocus(document, make);
    else make();
  }
  done();
}

/** Those in sight, or above it and of another size; to begin with, those too of which a form sends something. */
function inSight(changes: readonly Change[], margin: number, withSent = false): Change[] {
  const seen = new Map<Element, boolean>();
  return changes.filter(({ part, element, resizes = false }) => {
    const one = element();
    if (resizes && part.getBoundingClientRect().bottom <= 0) return one !== undefined;
    const isSeen = seen.get(part) ?? isInSight(part, margin);
    seen.set(part, isSeen);
    if (withSent && one === part && part.querySelector('input[type=hidden]') !== null) return true;
    return isSeen && one !== undefined && (one === part || isInSight(one, margin));
  });
}

function isInSight(element: Element, margin: number): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < (element.ownerDocument.defaultView?.innerHeight ?? 0) + margin;
}
