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
  #groups: Group[] | null = null;

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
    this.#groups ??= ['/maps', '/brawlers'].map((path) => this.#group(path));
    const [first, second] = this.#groups;
    const options = [
      ...(first?.fill(maps.map(({ name, slug, mode }) => ({ name, note: mode, path: `/map/${slug}` }))) ??
        []),
      ...(second?.fill(brawlers.map(({ name, slug }) => ({ name, note: '', path: `/brawler/${slug}` }))) ??
        []),
    ];
    this.#options[this.#chosen]?.setAttribute('aria-selected', 'false');
    this.#options = options;
    this.#chosen = -1;
    this.#field.removeAttribute('aria-activedescendant');
    const none = options.length === 0;
    this.#list.hidden = none;
    this.#field.setAttribute('aria-expanded', String(!none));
  }

  /** Named as the navigation names its page. */
  #group(path: string): Group {
    const { document } = this.#deps;
    const heading = document.querySelector(`header nav a[href$="${path}"]`)?.textContent?.trim() ?? '';
    const group = new Group(document, heading);
    this.#list.append(group.element);
    return group;
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

interface Found {
  readonly name: string;
  readonly note: string;
  readonly path: string;
}

/** Results of one kind: elements made once, whose texts change, so that a key press makes none. */
class Group {
  readonly element: HTMLElement;
  readonly #options: HTMLElement[];

  constructor(document: Document, heading: string) {
    this.element = document.createElement('div');
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', heading);
    const title = document.createElement('span');
    title.textContent = heading;
    title.setAttribute('aria-hidden', 'true');
    this.#options = Array.from({ length: LIMIT }, () => {
      const option = document.createElement('div');
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.append('', document.createElement('small'));
      return option;
    });
    this.element.append(title, ...this.#options);
  }

  /** The options that show what was found; the others are hidden. */
  fill(found: readonly Found[]): HTMLElement[] {
    if (this.element.hidden !== (found.length === 0)) this.element.hidden = found.length === 0;
    this.#options.forEach((option, i) => {
      const one = found[i];
      if (option.hidden !== (one === undefined)) option.hidden = one === undefined;
      // What is hidden has no name that another may have.
      if (one === undefined) option.removeAttribute('id');
      if (one === undefined || option.dataset.path === one.path) {
        if (one !== undefined) option.id = idOf(one);
        return;
      }
      option.id = idOf(one);
      option.dataset.path = one.path;
      const [name, note] = option.childNodes;
      if (name !== undefined) name.nodeValue = one.name;
      if (note !== undefined) note.textContent = one.note;
    });
    return this.#options.slice(0, found.length);
  }
}

function idOf({ path }: Found): string {
  return `${LIST_ID}${path.replaceAll('/', '-')}`;
}
