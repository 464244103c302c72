/**
 * A draft's answers, tried beforehand: once the page is at rest, picks and removals are answered on a copy of the page that nobody sees,
 * by the very code that answers the real ones. The first real one then finds that code read, compiled and acquainted with what it works
 * on, and the snapshot's lists made, which took a phone a seventh of a second.
 */
import type { ShowDeps } from './local.ts';
import type { Renderer } from './renderer.ts';
import type { Idle } from './slices.ts';

/** Picks with their removals: what has run so often has been compiled. */
const ROUNDS = 6;
/** Moments of an answer that are taken in one. */
const AT_ONCE = 3;

export interface RehearsalDeps {
  /** where a form leads with a button of its own */
  readonly addressOf: (form: HTMLFormElement, submitter: HTMLElement) => URL;
  /** what answers on the copy, as the page's renderer does; what it leaves for idle moments it gives to `idle` */
  readonly answering: (idle: Idle) => Pick<Renderer, 'pieces' | 'show'>;
  /** of the page */
  readonly show: ShowDeps;
}

/** A rehearsal in steps, to be taken in idle moments; there are none where the page is no draft with somebody to pick. */
export function* rehearse({ addressOf, answering, show }: RehearsalDeps): Generator<void> {
  const { document } = show;
  const form = document.querySelector<HTMLFormElement>('main form[data-part=draft]');
  const button = form?.querySelector<HTMLButtonElement>('[data-part=everyone] li:not([hidden]) button');
  if (!form || !button) return;
  const later: (() => void)[] = [];
  const answers = answering((work) => later.push(work));
  const address = new Kept(show.address.url);
  const painted = (work: () => void) => later.push(work);
  const deps = { ...show, document: copyOf(document), address, painted, shown: () => {} };
  yield* makeFirst(answers, () => [address.url, addressOf(form, button)]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const to of [() => addressOf(form, button), () => removalOf(address.url, button.value)]) {
      yield;
      if (!answers.show(deps, to(), 'push')) return;
      while (later.length > 0) {
        yield;
        for (let i = 0; i < AT_ONCE; i++) for (const work of later.splice(0)) work();
      }
    }
  }
}

/** What the first answer of all has to make, in steps of its own: together it would keep the page from answering. */
function* makeFirst(answers: Pick<Renderer, 'pieces'>, addresses: () => readonly URL[]): Generator<void> {
  yield;
  for (const url of addresses()) {
    yield;
    const found = answers.pieces(url, false);
    for (const name of ['top', 'board', 'short']) {
      yield;
      found?.pieces.part(name);
    }
  }
}

/** The page's main part in a document of its own, which loads nothing. */
function copyOf(document: Document): Document {
  const copy = document.implementation.createHTMLDocument();
  const main = document.querySelector('main');
  if (main !== null) copy.body.append(copy.importNode(main, true));
  return copy;
}

function removalOf(url: URL, slug: string): URL {
  const to = new URL(url);
  to.searchParams.append('drop', slug);
  return to;
}

/** An address that no browser hears of. */
class Kept {
  #href: string;

  constructor({ href }: URL) {
    this.#href = href;
  }

  get url(): URL {
    return new URL(this.#href);
  }

  keep({ href }: URL): void {
    this.#href = href;
  }
}
