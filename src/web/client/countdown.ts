import type { Renderer } from './renderer.ts';

/**
 * Brings the times left up to date: of each `<time data-time>` its kind says what its `datetime` is, an end or a beginning. Once one
 * of them has passed, the page is no longer true: `passed` is called.
 */
export function tickCountdowns(document: Document, renderer: Renderer | null, passed: () => unknown): void {
  if (renderer === null) return;
  let over = false;
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-time]')) {
    const kind = element.dataset.time === 'starts' ? 'starts' : 'left';
    const { text, ms } = renderer.countdown(kind, element.dateTime);
    if (element.textContent !== text) element.textContent = text;
    over ||= ms <= 0;
  }
  if (over) passed();
}
