import type { Shelf } from './shelf.ts';

const KEY = 'theme';
const THEMES = ['dark', 'light'];

/** Applies the theme that was chosen here, and lets it be chosen; the system's goes without saying. */
export function switchTheme(document: Document, shelf: Shelf): void {
  const apply = (theme: string | null) => {
    if (theme !== null && THEMES.includes(theme)) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  };
  const kept = shelf.read(KEY);
  apply(kept);
  const choice = document.querySelector<HTMLElement>('[data-theme-choice]');
  const select = choice?.querySelector('select');
  if (!choice || !select) return;
  select.value = kept !== null && THEMES.includes(kept) ? kept : 'system';
  choice.hidden = false;
  select.addEventListener('change', () => {
    const theme = THEMES.includes(select.value) ? select.value : null;
    shelf.write(KEY, theme);
    apply(theme);
  });
}
