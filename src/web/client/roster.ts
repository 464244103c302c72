import type { Shelf } from './shelf.ts';

const KEY = 'roster';
const ONLY = 'only-own';
/** On the brawlers' page, while one's own are chosen: then a press on a brawler does that. */
const CHOOSING = 'choosing';

/**
 * The brawlers that one has: chosen on the brawlers' page or on a brawler's (`data-own` holds an id), and then a filter of rankings (rows
 * with `data-brawler`) and the pool of the draft. They leave the browser only in the address of a draft.
 */
export function keepRoster(document: Document, shelf: Shelf): () => void {
  const update = () => show(document, shelf);
  document.addEventListener('change', ({ target }) => {
    const box = target as HTMLInputElement;
    if (box.dataset.own !== undefined) keep(shelf, box.dataset.own, box.checked);
    else if (box.dataset.onlyOwn !== undefined) shelf.write(ONLY, box.checked ? '1' : null);
    else return;
    update();
  });
  document.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest?.<HTMLButtonElement>('button[data-pool],button[data-choose]');
    if (!button) return;
    if (button.dataset.pool !== undefined) suggestOnly(button, shelf.readSet(KEY));
    else document.body.classList.toggle(CHOOSING);
    update();
  });
  update();
  return update;
}

function keep(shelf: Shelf, id: string, has: boolean): void {
  const own = new Set(shelf.readSet(KEY));
  if (has) own.add(id);
  else own.delete(id);
  shelf.writeSet(KEY, own);
}

/** Asks for the draft of the button's form with these brawlers as its pool. */
function suggestOnly({ form, ownerDocument }: HTMLButtonElement, own: ReadonlySet<string>): void {
  if (form === null) return;
  const field = ownerDocument.createElement('input');
  Object.assign(field, { type: 'hidden', name: 'pool', value: [...own].join(',') });
  form.append(field);
  form.requestSubmit();
  field.remove();
}

function show(document: Document, shelf: Shelf): void {
  const own = shelf.readSet(KEY);
  for (const box of document.querySelectorAll<HTMLInputElement>('input[data-own]')) {
    box.checked = own.has(box.dataset.own ?? '');
    reveal(box);
  }
  for (const button of document.querySelectorAll('button[data-choose]')) {
    button.classList.add('on');
    button.setAttribute('aria-pressed', String(document.body.classList.contains(CHOOSING)));
  }
  for (const button of document.querySelectorAll('button[data-pool]'))
    button.classList.toggle('on', own.size > 0);
  const only = own.size > 0 && shelf.read(ONLY) === '1';
  for (const box of document.querySelectorAll<HTMLInputElement>('input[data-only-own]')) {
    box.checked = only;
    if (own.size > 0) reveal(box);
  }
  for (const row of document.querySelectorAll<HTMLElement>('[data-brawler]')) {
    row.hidden = only && !own.has(row.dataset.brawler ?? '');
  }
}

/** Shows a field with its label, which is hidden without a client. */
function reveal(box: HTMLInputElement): void {
  box.closest('label')?.classList.add('on');
}
