/** A page of other parameters shown in place of the present one. Loaded with the renderer, without which there is nothing to show. */
import type { Pieces } from '../load.ts';
import type { How } from './address.ts';
import type { ShowDeps } from './local.ts';
import type { Renderer } from './renderer.ts';

/** Whether the page at this address could be shown, or is about to be. */
export function showPage(deps: ShowDeps, present: Renderer, url: URL, how: How): boolean {
  const before = deps.address.url;
  if (url.pathname !== before.pathname) return false;
  const offline = !deps.window.navigator.onLine;
  if (!isKept(url)) {
    // Without a network the service worker says what it has instead.
    if (offline) return false;
    deps.address.keep(url, how);
    void fromServer(deps, url);
    return true;
  }
  if (how !== 'stay' && present.rankingInPlace.show(deps.document, before, url)) {
    deps.address.keep(url, how);
    keepParameters(deps.document, url);
    return true;
  }
  const found = present.pieces(url, offline);
  if (found === null) return false;
  // Another map is in the title and in the links of a draft too.
  const whole = before.searchParams.get('map') !== found.url.searchParams.get('map');
  present.rankingInPlace.stop();
  deps.address.keep(found.url, how);
  replaceParts(deps, found.pieces, whole);
  keepParameters(deps.document, found.url);
  present.prepare(deps);
  return true;
}

/** Brackets other than all are not in the browser's snapshot. */
function isKept({ searchParams }: URL): boolean {
  return (searchParams.get('bracket') ?? 'all') === 'all';
}

async function fromServer(deps: ShowDeps, url: URL): Promise<void> {
  const { document, window, address } = deps;
  const main = document.querySelector('main');
  main?.setAttribute('aria-busy', 'true');
  try {
    const response = await deps.fetch(url.href);
    const html = await response.text();
    // Whoever has gone on meanwhile sees what was asked for last.
    if (address.url.href !== url.href) return;
    const page = new DOMParser().parseFromString(html, 'text/html');
    replaceParts(deps, {
      part: (name) => page.querySelector(`main [data-part="${name}"]`)?.outerHTML ?? null,
      main: () => page.querySelector('main')?.innerHTML ?? '',
    });
  } catch {
    window.location.reload();
  } finally {
    main?.removeAttribute('aria-busy');
  }
}

/** Replaces each piece that can be made alone; where there is none, all of the page's main part. */
function replaceParts({ document, shown }: ShowDeps, pieces: Pieces, whole = false): void {
  const focus = focusOf(document);
  let replaced = 0;
  const parts = whole ? [] : [...document.querySelectorAll<HTMLElement>('main [data-part]')];
  for (const old of parts) {
    if (!old.isConnected) continue;
    const html = pieces.part(old.dataset.part ?? '');
    if (html === null) continue;
    refill(old, html);
    replaced++;
  }
  if (replaced === 0) {
    const main = document.querySelector('main');
    if (main !== null) main.innerHTML = pieces.main();
  }
  hideTaken(document);
  shown();
  focus();
}

/**
 * New content for a piece that stays itself: the browser knows how large it was, and nothing moves while it waits off the screen to
 * be laid out.
 */
function refill(old: HTMLElement, html: string): void {
  const template = old.ownerDocument.createElement('template');
  template.innerHTML = html;
  const fresh = template.content.firstElementChild;
  if (fresh === null) return;
  if (fresh.tagName !== old.tagName) {
    old.replaceWith(fresh);
    return;
  }
  for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
  old.replaceChildren(...fresh.childNodes);
}

/** Whoever is on the board can't be picked again. */
function hideTaken(document: Document): void {
  const taken = new Set(
    [...document.querySelectorAll<HTMLButtonElement>('[data-part=board] button[name=drop]')].map(
      ({ value }) => value,
    ),
  );
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-part=everyone] button')) {
    const item = button.parentElement;
    if (item !== null && item.hidden !== taken.has(button.value)) item.hidden = !item.hidden;
  }
}

/** What of the address a filter has no field for, it keeps as hidden ones. */
function keepParameters(document: Document, { searchParams }: URL): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('main form.filters')) {
    for (const field of [...form.querySelectorAll('input[type=hidden]')]) field.remove();
    for (const [name, value] of searchParams) {
      if (form.elements.namedItem(name) !== null) continue;
      const field = document.createElement('input');
      Object.assign(field, { type: 'hidden', name, value });
      form.append(field);
    }
  }
}

/** Notes what has the focus; gives it back to what stands in its place. */
function focusOf(document: Document): () => void {
  const element = document.activeElement;
  if (element === null || element === document.body || element.closest('main') === null) return () => {};
  const selector = selectorOf(element);
  return () => {
    if (element.isConnected && element.closest('[hidden]') === null) return;
    const same = selector === null ? null : document.querySelector<HTMLElement>(selector);
    (same ?? document.querySelector('main'))?.focus({ preventScroll: true });
  };
}

function selectorOf(element: Element): string | null {
  const quote = (value: string) => `"${CSS.escape(value)}"`;
  if (element.id !== '') return `#${CSS.escape(element.id)}`;
  const name = element.getAttribute('name');
  const value = element.getAttribute('value');
  const key = element.getAttribute('data-key');
  if (key !== null) return `main [data-key=${quote(key)}]`;
  if (name !== null) return `main [name=${quote(name)}]${value === null ? '' : `[value=${quote(value)}]`}`;
  return null;
}
