import type { Shelf } from './shelf.ts';

const KEY = 'roster';
const ONLY = 'only-own';

/**
 * The brawlers that one has: chosen on the brawlers' page (`data-own` holds an id), and then a filter of rankings (rows with
 * `data-brawler`) and the pool of the draft. They leave the browser only in the address of a draft.
 */
export function keepRoster(document: Document, shelf: Shelf): () => void {
  const update = () => show(document, shelf);
  document.addEventListener('change', (event) => {
    const box = event.target as HTMLInputElement;
    if (box.dataset.own !== undefined) {
      const own = new Set(shelf.readSet(KEY));
      if (box.checked) own.add(box.dataset.own);
      else own.delete(box.dataset.own);
      shelf.writeSet(KEY, own);
    } else if (box.dataset.onlyOwn !== undefined) {
      shelf.write(ONLY, box.checked ? '1' : null);
    } else {
      return;
    }
    update();
  });
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest?.<HTMLElement>('button[data-pool]');
    const field = button?.ownerDocument.querySelector<HTMLInputElement>('input[name=pool]');
    if (!button || !field) return;
    field.value = [...shelf.readSet(KEY)].join(',');
    field.form?.requestSubmit();
  });
  update();
  return update;
}

function show(document: Document, shelf: Shelf): void {
  const own = shelf.readSet(KEY);
  for (const box of document.querySelectorAll<HTMLInputElement>('input[data-own]')) {
    box.checked = own.has(box.dataset.own ?? '');
    reveal(box);
  }
  for (const button of document.querySelectorAll<HTMLElement>('button[data-pool]'))
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
