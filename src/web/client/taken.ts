/** Whoever is on the board of a draft can't be picked again: hidden among all brawlers, whose places stay. */
export function hideTaken(document: Document, taken: ReadonlySet<string>): void {
  const everyone = document.querySelector('[data-part=everyone]');
  if (everyone === null) return;
  const item = (slug: string) =>
    everyone.querySelector(`button[value="${CSS.escape(slug)}"]`)?.closest('li') ?? null;
  const hide = new Set([...taken].map(item));
  for (const other of everyone.querySelectorAll<HTMLElement>('li[hidden]'))
    if (!hide.has(other as HTMLLIElement)) other.hidden = false;
  for (const one of hide) if (one !== null && !one.hidden) one.hidden = true;
}

/** Whether a button of the draft is gone with these on the board; one among all brawlers stays, hidden. */
export function leaves(element: Element, taken: ReadonlySet<string>): boolean {
  if (!(element instanceof HTMLButtonElement)) return false;
  const { name, value } = element;
  if (name === 'drop') return !taken.has(value);
  return name !== 'pick' && taken.has(value);
}
