/**
 * Filters and the draft, answered here: a form that asks for its own page anew, or a link to it with other parameters, is answered by
 * the same components, whose text replaces the pieces of the page that carry a `data-part`. The address is kept in step.
 */
import { Address, type How } from './address.ts';
import type { Renderer } from './renderer.ts';

export interface LocalDeps {
  readonly document: Document;
  readonly window: Window;
  readonly renderer: { readonly present: Renderer | null; wanted(): Promise<Renderer>; soon(): void };
  readonly fetch: (input: string) => Promise<Response>;
  /** after the next frame */
  readonly painted: (work: () => void) => void;
  /** something new stands on the page */
  readonly shown: () => void;
}

/** What shows a page needs besides: the address that it has. */
export interface ShowDeps extends LocalDeps {
  readonly address: Pick<Address, 'url' | 'keep'>;
}

/** Begins to listen; what can't be answered here goes its usual way. Returns what makes the present page anew. */
export function answerLocally(local: LocalDeps): () => boolean {
  const { document, window } = local;
  const address = new Address(window, local.painted);
  const deps: ShowDeps = { ...local, address };
  const show = (url: URL, how: How) => {
    const { present } = deps.renderer;
    if (present === null) deps.renderer.soon();
    return present?.show(deps, url, how) ?? false;
  };
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
  listenToPresses(deps);
  // Whoever comes near a filter is about to use it.
  for (const type of ['focusin', 'pointerover'] as const) {
    document.addEventListener(type, (event) => {
      if (deps.renderer.present !== null || !(event.target as Element).closest?.('main form')) return;
      deps.renderer.wanted().then(
        (renderer) => {
          renderer.prepare(deps);
          renderer.rehearse(deps, addressOf);
        },
        () => {},
      );
    });
  }
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a');
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    const url = new URL(link.href);
    if (!isHere(url, address.url) || url.hash !== '' || link.target !== '' || event.defaultPrevented) return;
    if (show(url, 'push')) event.preventDefault();
  });
  window.addEventListener('popstate', () => {
    if (!show(new URL(window.location.href), 'stay')) window.location.reload();
  });
  return () => show(address.url, 'stay');
}

/** A press of a draft's button begins with the pointer's going down on it, and is answered when it goes up. */
function listenToPresses(deps: ShowDeps): void {
  const { document } = deps;
  document.addEventListener('pointerdown', ({ target, isPrimary, button }) => {
    const pressed = isPrimary && button === 0 ? buttonOf(target) : null;
    if (pressed?.form) deps.renderer.present?.foresee(deps, addressOf(pressed.form, pressed));
  });
  // One that will be gone doesn't take the focus where nothing else has it: the browser takes a millisecond for that, twice.
  document.addEventListener('mousedown', (event) => {
    const { activeElement, body } = document;
    const isFree = activeElement === null || activeElement === body || activeElement.localName === 'main';
    if (isFree && (buttonOf(event.target)?.name ?? 'pick') !== 'pick') event.preventDefault();
  });
}

/** The button of a draft that an event is about; null where there is none, or the page is answered by the server. */
function buttonOf(target: EventTarget | null): HTMLButtonElement | null {
  const button = (target as Element | null)?.closest?.<HTMLButtonElement>(
    'form[data-part=draft] button[name]',
  );
  return button?.form?.dataset.part === 'draft' ? button : null;
}

/** The present page with other parameters; other pages are navigated to. */
function isHere({ origin, pathname, search }: URL, present: URL): boolean {
  return origin === present.origin && pathname === present.pathname && search !== present.search;
}

function isFilter(form: HTMLFormElement): boolean {
  return form.method === 'get' && form.closest('main') !== null;
}

function formOf(target: EventTarget | null): HTMLFormElement | null {
  const form = (target as HTMLInputElement | null)?.form ?? null;
  return form?.classList.contains('filters') && isFilter(form) ? form : null;
}

/** Where a form leads; parameters that say what goes without saying stay out. A draft has a hundred buttons, which say nothing by themselves. */
function addressOf(form: HTMLFormElement, submitter: HTMLElement | null = null): URL {
  const given: string[] = [];
  const give = (name: string, value: string) => {
    if (name !== '' && value !== '')
      given.push(`${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll('%2C', ',')}`);
  };
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && !isFirst(form.elements.namedItem(name))) give(name, value);
  if (submitter instanceof HTMLButtonElement) give(submitter.name, submitter.value);
  const url = new URL(form.action);
  url.search = given.join('&');
  return url;
}

/** A choice that is the first of its list goes without saying. */
function isFirst(field: Element | RadioNodeList | null): boolean {
  return field instanceof HTMLSelectElement && field.selectedIndex === 0;
}
