/**
 * Search while typing: the form's field becomes a combobox with a list of results (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
 * `/` and Ctrl+K lead to it. Enter without a chosen result submits the form, as it does without a client.
 */
import type { SearchAnswer } from '../../shared/wire.ts';
import { addressOf, parseAddress } from '../address.ts';
import type { Engine } from './engine.ts';

export interface SearchDeps {
  readonly document: Document;
  readonly engine: { readonly present: Engine | null; wanted(): Promise<Engine>; soon(): void };
  readonly go: (address: string) => void;
}

/** Of each kind. */
const LIMIT = 6;
const LIST_ID = 'found';

export function answerSearch(deps: SearchDeps): void {
  const { document } = deps;
  const form = document.querySelector<HTMLFormElement>('header search form');
  const field = form?.querySelector<HTMLInputElement>('input[name=q]');
  if (!form || !field) return;
  const combo = new Combobox(deps, form, field);
  document.addEventListener('keydown', (event) => {
    const typing = (event.target as Element).closest?.('input,select,textarea,[contenteditable]') ?? null;
    const slash = event.key === '/' && typing === null && !event.ctrlKey && !event.metaKey && !event.altKey;
    const ctrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!slash && !ctrlK) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  field.addEventListener('focus', () => deps.engine.soon());
  field.addEventListener('input', () => combo.ask());
  field.addEventListener('keydown', (event) => combo.key(event));
  field.addEventListener('blur', () => combo.close());
}

class Combobox {
  readonly #deps: SearchDeps;
  readonly #field: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #language;
  #options: HTMLElement[] = [];
  #chosen = -1;

  constructor(deps: SearchDeps, form: HTMLFormElement, field: HTMLInputElement) {
    this.#deps = deps;
    this.#field = field;
    this.#language = parseAddress(deps.document.location.pathname).language;
    this.#list = deps.document.createElement('div');
    this.#list.className = 'combo';
    this.#list.id = LIST_ID;
    this.#list.hidden = true;
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', field.getAttribute('aria-label') ?? '');
    form.after(this.#list);
    const attributes = {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': LIST_ID,
    };
    for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
    // Before the field loses the focus, and the list with it.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => {
      const option = (event.target as Element).closest<HTMLElement>('[role=option]');
      if (option !== null) this.#go(option);
    });
  }

  /** Answers what stands in the field, at once where it can be. */
  ask(): void {
    const text = this.#field.value.trim();
    const engine = this.#deps.engine.present;
    if (text === '') this.close();
    else if (engine !== null) this.#show(engine.search(text, LIMIT));
    else this.#askLater();
  }

  #askLater(): void {
    this.#deps.engine
      .wanted()
      .then(() => this.ask())
      .catch(() => {});
  }

  key(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (this.#list.hidden) this.ask();
      else this.#choose(this.#chosen + step);
    } else if (event.key === 'Escape' && !this.#list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === 'Enter') {
      const option = this.#options[this.#chosen];
      if (this.#list.hidden || option === undefined) return;
      event.preventDefault();
      this.#go(option);
    }
  }

  close(): void {
    this.#list.hidden = true;
    this.#chosen = -1;
    this.#field.setAttribute('aria-expanded', 'false');
    this.#field.removeAttribute('aria-activedescendant');
  }

  #show({ maps, brawlers }: SearchAnswer): void {
    const { document } = this.#deps;
    const headings = {
      maps: document.querySelector('header nav a[href$="/maps"]')?.textContent ?? '',
      brawlers: document.querySelector('header nav a[href$="/brawlers"]')?.textContent ?? '',
    };
    this.#list.replaceChildren(
      ...this.#group(
        headings.maps,
        maps.map(({ name, slug, mode }) => ({ name, note: mode, path: `/map/${slug}` })),
      ),
      ...this.#group(
        headings.brawlers,
        brawlers.map(({ name, slug }) => ({ name, note: '', path: `/brawler/${slug}` })),
      ),
    );
    this.#options = [...this.#list.querySelectorAll<HTMLElement>('[role=option]')];
    this.#chosen = -1;
    this.#field.removeAttribute('aria-activedescendant');
    const none = this.#options.length === 0;
    this.#list.hidden = none;
    this.#field.setAttribute('aria-expanded', String(!none));
  }

  #group(heading: string, rows: readonly { name: string; note: string; path: string }[]): HTMLElement[] {
    const { document } = this.#deps;
    if (rows.length === 0) return [];
    const group = document.createElement('div');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', heading.trim());
    const title = document.createElement('span');
    title.textContent = heading.trim();
    title.setAttribute('aria-hidden', 'true');
    group.append(title);
    for (const { name, note, path } of rows) {
      const option = document.createElement('div');
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.id = `${LIST_ID}${path.replaceAll('/', '-')}`;
      option.dataset.path = path;
      option.append(name);
      if (note !== '') {
        const small = document.createElement('small');
        small.textContent = note;
        option.append(small);
      }
      group.append(option);
    }
    return [group];
  }

  /** Before the first is none, and so is after the last: what was typed. */
  #choose(index: number): void {
    const count = this.#options.length;
    this.#options[this.#chosen]?.setAttribute('aria-selected', 'false');
    this.#chosen = index < -1 ? count - 1 : index >= count ? -1 : index;
    const option = this.#options[this.#chosen];
    if (option === undefined) {
      this.#field.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#field.setAttribute('aria-activedescendant', option.id);
  }

  #go(option: HTMLElement): void {
    this.close();
    this.#deps.go(addressOf(this.#language, option.dataset.path ?? '/'));
  }
}
