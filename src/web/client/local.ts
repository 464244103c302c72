/**
 * Filters and the draft, answered here: a form that asks for its own page anew, or a link to it with other parameters, is answered by
 * the same components, whose text replaces the pieces of the page that carry a `data-part`. The address is kept in step.
 */
import type { Pieces } from '../load.ts';
import type { Renderer } from './renderer.ts';
import { prepareOrders, rankInPlace } from './rows.ts';

export interface LocalDeps {
  readonly document: Document;
  readonly window: Window;
  readonly renderer: { readonly present: Renderer | null; wanted(): Promise<Renderer>; soon(): void };
  /** when the page has nothing better to do */
  readonly idle: (work: () => void) => void;
  readonly fetch: (input: string) => Promise<Response>;
  /** something new stands on the page */
  readonly shown: () => void;
}

type How = 'push' | 'replace' | 'stay';

/** Begins to listen. What can't be answered here goes its usual way. */
export function answerLocally(deps: LocalDeps): (url: URL, how: How) => boolean {
  const { document, window } = deps;
  const show = (url: URL, how: How) => showPage(deps, url, how);
  document.addEventListener('change', (event) => {
    const form = formOf(event.target);
    if (form === null) return;
    const submit = () => form.requestSubmit();
    const answer = () => {
      if (!show(addressOf(form), 'replace')) submit();
    };
    if (deps.renderer.present === null) deps.renderer.wanted().then(answer, submit);
    else answer();
  });
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (!isFilter(form) || !show(addressOf(form, event.submitter), 'push')) return;
    event.preventDefault();
  });
  // Whoever comes near a filter is about to use it.
  for (const type of ['focusin', 'pointerover'] as const) {
    document.addEventListener(type, (event) => {
      if (deps.renderer.present !== null || !(event.target as Element).closest?.('main form')) return;
      deps.renderer.wanted().then(
        (renderer) => prepareOrders(renderer, window.location.pathname, deps.idle),
        () => {},
      );
    });
  }
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a');
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    const url = new URL(link.href);
    if (!isHere(url, window) || url.hash !== '' || link.target !== '' || event.defaultPrevented) return;
    if (show(url, 'push')) event.preventDefault();
  });
  window.addEventListener('popstate', () => {
    if (!show(new URL(window.location.href), 'stay')) window.location.reload();
  });
  return show;
}

/** The present page with other parameters; other pages are navigated to. */
function isHere(url: URL, { location }: Window): boolean {
  return (
    url.origin === location.origin && url.pathname === location.pathname && url.search !== location.search
  );
}

function isFilter(form: HTMLFormElement): boolean {
  return form.method === 'get' && form.closest('main') !== null;
}

function formOf(target: EventTarget | null): HTMLFormElement | null {
  const form = (target as HTMLInputElement | null)?.form ?? null;
  return form?.classList.contains('filters') && isFilter(form) ? form : null;
}

/** Where a form leads; parameters that say what goes without saying stay out. */
function addressOf(form: HTMLFormElement, submitter: HTMLElement | null = null): URL {
  const url = new URL(form.action);
  const plain = new Set(
    [...form.querySelectorAll('select')]
      .filter((select) => select.selectedIndex === 0)
      .map(({ name }) => name),
  );
  const given = [...new FormData(form, submitter).entries()].filter(
    ([name, value]) => typeof value === 'string' && value !== '' && !plain.has(name),
  ) as [string, string][];
  url.search = new URLSearchParams(given).toString().replaceAll('%2C', ',');
  return url;
}

/** Whether the page at this address could be shown, or is about to be. */
function showPage(deps: LocalDeps, url: URL, how: How): boolean {
  const { present } = deps.renderer;
  if (present === null) deps.renderer.soon();
  if (present === null || url.pathname !== deps.window.location.pathname) return false;
  const offline = !deps.window.navigator.onLine;
  if (!isKept(url)) {
    // Without a network the service worker says what it has instead.
    if (offline) return false;
    keepAddress(deps, url, how);
    void fromServer(deps, url);
    return true;
  }
  const { location } = deps.window;
  if (how !== 'stay' && rankInPlace(deps.document, present, new URL(location.href), url)) {
    keepAddress(deps, url, how);
    keepParameters(deps.document, url);
    return true;
  }
  const found = present.pieces(url, offline);
  if (found === null) return false;
  // Another map is in the title and in the links of a draft too.
  const before = new URL(deps.window.location.href).searchParams.get('map');
  const whole = before !== found.url.searchParams.get('map');
  keepAddress(deps, found.url, how);
  replaceParts(deps, found.pieces, whole);
  keepParameters(deps.document, found.url);
  return true;
}

/** Brackets other than all are not in the browser's snapshot. */
function isKept({ searchParams }: URL): boolean {
  return (searchParams.get('bracket') ?? 'all') === 'all';
}

async function fromServer(deps: LocalDeps, url: URL): Promise<void> {
  const { document, window } = deps;
  const main = document.querySelector('main');
  main?.setAttribute('aria-busy', 'true');
  try {
    const response = await deps.fetch(url.href);
    const html = await response.text();
    // Whoever has gone on meanwhile sees what was asked for last.
    if (window.location.href !== url.href) return;
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

function keepAddress({ window }: LocalDeps, url: URL, how: How): void {
  if (how === 'push') window.history.pushState(null, '', url);
  if (how === 'replace') window.history.replaceState(null, '', url);
}

/** Replaces each piece that can be made alone; where there is none, all of the page's main part. */
function replaceParts({ document, shown }: LocalDeps, pieces: Pieces, whole = false): void {
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
