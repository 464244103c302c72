/** A page of other parameters shown in place of the present one. Loaded with the renderer, without which there is nothing to show. */
import type { Pieces } from '../load.ts';
import type { How } from './address.ts';
import { keepFocus } from './focus.ts';
import type { ShowDeps } from './local.ts';
import type { Renderer } from './renderer.ts';

/** Values of a ranking's filters that narrow nothing. */
const UNFILTERED: Readonly<Record<string, string>> = { bracket: 'all', min: '0', sort: 'rank' };

/** Whether the page at this address could be shown, or is about to be. */
export function showPage(deps: ShowDeps, present: Renderer, url: URL, how: How): boolean {
  const before = deps.address.url;
  if (url.pathname !== before.pathname) return false;
  const offline = !deps.window.navigator.onLine;
  if (!isKept(url)) {
    // Without a network the service worker says what it has instead.
    if (offline) return false;
    deps.address.keep(url, how);
    void fromServer(deps, present, url);
    return true;
  }
  if (how !== 'stay' && present.rankingInPlace.show(deps.document, before, url)) {
    deps.address.keep(url, how);
    keepWhenPainted(deps);
    return true;
  }
  const found = present.answer(url, offline);
  if (found === null) return false;
  // Another map is in the title and in the links of a draft too.
  const whole = before.searchParams.get('map') !== found.url.searchParams.get('map');
  present.rankingInPlace.stop();
  // A pick that finds no room leads to where one is: there is nothing to go back from.
  deps.address.keep(found.url, found.url.href === before.href ? 'stay' : how);
  putParts(deps, present, found.pieces, whole);
  keepWhenPainted(deps);
  present.prepare(deps);
  return true;
}

/** Brackets other than all are not in the browser's snapshot. */
export function isKept({ searchParams }: URL): boolean {
  return (searchParams.get('bracket') ?? 'all') === 'all';
}

/** The pieces of a page that the server has sent. */
function piecesOf(page: Document): Pieces {
  const part = (name: string) => page.querySelector(`main [data-part="${name}"]`)?.outerHTML ?? null;
  return {
    has: (name) => part(name) !== null,
    part,
    frame: (name) => part(name) ?? '',
    items: () => null,
    taken: null,
    main: () => page.querySelector('main')?.innerHTML ?? '',
  };
}

async function fromServer(deps: ShowDeps, present: Renderer, url: URL): Promise<void> {
  const { document, window, address } = deps;
  const main = document.querySelector('main');
  main?.setAttribute('aria-busy', 'true');
  try {
    const response = await deps.fetch(url.href);
    const html = await response.text();
    // Whoever has gone on meanwhile sees what was asked for last.
    if (address.url.href !== url.href) return;
    const page = new DOMParser().parseFromString(html, 'text/html');
    putParts(deps, present, piecesOf(page));
    keepLinks(document, url);
    present.prepare(deps);
  } catch {
    window.location.reload();
  } finally {
    main?.removeAttribute('aria-busy');
  }
}

/** Puts the pieces of another page in place of the present ones; where there is none, all of the page's main part. */
function putParts(
  { document, shown }: ShowDeps,
  { replacing }: Renderer,
  pieces: Pieces,
  whole = false,
): void {
  if (!whole && replacing.start(document, pieces, shown)) return;
  replacing.stop();
  keepFocus(document, () => {
    const main = document.querySelector('main');
    if (main !== null) main.innerHTML = pieces.main();
    shown();
  });
}

/** Nobody can use a form or a link before the frame is there. */
function keepWhenPainted({ painted, document, address }: ShowDeps): void {
  painted(() => {
    keepParameters(document, address.url);
    keepLinks(document, address.url);
  });
}

/** What leads to the same in another language, without one parameter, or without filters: it stands outside of what was put in place. */
function keepLinks(document: Document, { search, searchParams }: URL): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('footer a[hreflang]')) link.search = search;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-without]')) {
    const { without = '' } = link.dataset;
    const rest = new URLSearchParams(searchParams);
    rest.delete(without);
    link.search = rest.toString();
    link.classList.toggle('on', searchParams.has(without));
  }
  const isNarrowed = [...searchParams].some(([name, value]) => value !== UNFILTERED[name]);
  document.querySelector('[data-reset]')?.classList.toggle('on', isNarrowed);
}

/** What of the address a filter has no field for, it keeps as hidden ones. */
function keepParameters(document: Document, { searchParams }: URL): void {
  for (const form of document.forms) {
    if (!form.classList.contains('filters') || form.closest('main') === null) continue;
    const fields = [...form.elements] as HTMLInputElement[];
    const hidden = fields.filter(({ type }) => type === 'hidden');
    const shown = new Set(fields.filter(({ type }) => type !== 'hidden').map(({ name }) => name));
    const kept = [...searchParams].filter(([name]) => !shown.has(name));
    const isKept = kept.every(([name, value], i) => hidden[i]?.name === name && hidden[i].value === value);
    if (isKept && kept.length === hidden.length) continue;
    for (const field of hidden) field.remove();
    for (const [name, value] of kept) {
      const field = document.createElement('input');
      form.append(Object.assign(field, { type: 'hidden', name, value }));
    }
  }
}
