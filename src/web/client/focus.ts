/**
 * Does work that may take away, or make into something else, what has the focus; gives the focus to what stands in its place. What
 * `isGoing` gives it up first: a browser that has to find out by itself lays a page out that is changed by half.
 */
export function keepFocus(
  document: Document,
  work: () => void,
  isGoing: (element: Element) => boolean = () => false,
): void {
  const element = document.activeElement;
  if (element === null || element === document.body || element.closest('main') === null) {
    work();
    return;
  }
  if (isGoing(element)) {
    document.querySelector('main')?.focus({ preventScroll: true });
    work();
    return;
  }
  const selector = selectorOf(element);
  work();
  const isStill = element.isConnected && selectorOf(element) === selector;
  if (isStill && element.closest('[hidden]') === null) return;
  const same = selector === null ? null : document.querySelector<HTMLElement>(selector);
  // Hidden where it is: it can't have the focus, and the browser goes on from its place.
  if (same === element) return;
  (same ?? document.querySelector('main'))?.focus({ preventScroll: true });
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
