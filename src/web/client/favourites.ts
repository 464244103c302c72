import type { Shelf } from './shelf.ts';

const KEY = 'favourites';

/** What a favourite button says about itself: the address of its page, and the name shown for it. */
interface Favourite {
  readonly href: string;
  readonly name: string;
}

/** Lets maps and brawlers be kept as favourites, and lists them where a page has a place for it. */
export function keepFavourites(document: Document, shelf: Shelf): () => void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest?.<HTMLElement>('button[data-favourite]');
    if (!button) return;
    toggle(shelf, { href: button.dataset.favourite ?? '', name: button.dataset.name ?? '' });
    show(document, shelf);
  });
  const update = () => show(document, shelf);
  update();
  return update;
}

function read(shelf: Shelf): Favourite[] {
  return [...shelf.readSet(KEY)].flatMap((item) => {
    const [href = '', name = ''] = item.split('\t');
    return href.startsWith('/') && name !== '' ? [{ href, name }] : [];
  });
}

function toggle(shelf: Shelf, favourite: Favourite): void {
  const kept = read(shelf);
  const others = kept.filter(({ href }) => href !== favourite.href);
  const next = others.length < kept.length ? others : [...others, favourite];
  shelf.writeSet(KEY, new Set(next.map(({ href, name }) => `${href}\t${name}`)));
}

function show(document: Document, shelf: Shelf): void {
  const kept = read(shelf);
  for (const button of document.querySelectorAll<HTMLElement>('button[data-favourite]')) {
    button.classList.add('on');
    button.setAttribute('aria-pressed', String(kept.some(({ href }) => href === button.dataset.favourite)));
  }
  const place = document.querySelector<HTMLElement>('[data-favourites]');
  const list = place?.querySelector('ul');
  if (!place || !list) return;
  place.hidden = kept.length === 0;
  list.replaceChildren(
    ...kept.map(({ href, name }) => {
      const link = document.createElement('a');
      link.href = href;
      link.textContent = name;
      const item = document.createElement('li');
      item.append(link);
      return item;
    }),
  );
}
