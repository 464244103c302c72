/** What somebody sees of a page: every text in the window with its place, and every drawing; right after a frame, and at rest. */
import type { Page } from 'playwright-core';

/** ms; longer than what is done in idle moments after an answer takes on a busy machine, slice by slice */
const REST_MS = 1_000;

/** px; where things are is counted in parts of a pixel, and drawn on whole ones */
const TOLERANCE_PX = 1;

/** px within and without the window's edge that are its edge; more than TOLERANCE_PX */
const EDGE_PX = 2;

/** A text or a drawing in the window or at its edge: what it is, where, in px, and whether it is within the window, not only at its edge. */
type Seen = readonly [what: string, left: number, top: number, within: boolean];

interface Seeing {
  see(): Seen[];
}

/**
 * What is not, in the first frame after `act`, what and where it is at rest. What is at the window's very edge may be in it once and out
 * of it once, by a part of a pixel: it is not missed, but it counts as there.
 */
export async function unsettledAfter(page: Page, act: () => Promise<unknown>): Promise<string[]> {
  const { first, rest } = await seenAfter(page, act);
  return [...missing(first, rest, 'not yet'), ...missing(rest, first, 'no longer')];
}

function missing(from: readonly Seen[], of: readonly Seen[], verdict: string): string[] {
  const isThere = ([what, left, top]: Seen) =>
    from.some(
      ([other, x, y]) =>
        other === what && Math.abs(x - left) <= TOLERANCE_PX && Math.abs(y - top) <= TOLERANCE_PX,
    );
  return of
    .filter((one) => one[3] && !isThere(one))
    .map(([what, left, top]) => `${verdict}: ${what} at ${left} ${top}`);
}

async function seenAfter(
  page: Page,
  act: () => Promise<unknown>,
): Promise<{ readonly first: readonly Seen[]; readonly rest: readonly Seen[] }> {
  await page.evaluate(watch, EDGE_PX);
  await page.evaluate(noteFirstFrame);
  await act();
  const first = await page.evaluate(() => (window as unknown as { first: Promise<Seen[]> }).first);
  await page.waitForTimeout(REST_MS);
  const rest = await page.evaluate(() => (window as unknown as Seeing).see());
  return { first, rest };
}

/** Runs in the page. The next event of a user is answered, the frame after it painted; then is noted what is seen. */
function noteFirstFrame(): void {
  const painted = () =>
    new Promise<void>((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done();
        port2.postMessage(null);
      });
    });
  const noted = window as unknown as Seeing & { first: Promise<Seen[]> };
  noted.first = new Promise((done) => {
    const note = () => {
      for (const type of ['input', 'change', 'click']) removeEventListener(type, note);
      painted().then(() => done(noted.see()));
    };
    // After the client's own, which listens to the document.
    for (const type of ['input', 'change', 'click']) addEventListener(type, note);
  });
}

/** Runs in the page. */
function watch(edge: number): void {
  const noted = (what: string, { left, top, right, bottom }: DOMRect): Seen[] => {
    const isIn = (px: number) =>
      right > px && left < innerWidth - px && bottom > px && top < innerHeight - px;
    return isIn(-edge) && right - left > 1 ? [[what, left, top, isIn(edge)]] : [];
  };
  const isShown = (element: Element | null) =>
    element?.checkVisibility({
      contentVisibilityAuto: true,
      visibilityProperty: true,
      opacityProperty: true,
    }) === true;
  (window as unknown as Seeing).see = () => {
    const seen: Seen[] = [];
    const range = document.createRange();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      if (text === '' || !isShown(node.parentElement)) continue;
      range.selectNodeContents(node);
      seen.push(...noted(text, range.getBoundingClientRect()));
    }
    for (const drawing of document.querySelectorAll('td.c,main svg,main img')) {
      if (!isShown(drawing)) continue;
      const names = ['class', 'src'].map((name) => drawing.getAttribute(name) ?? '').join(' ');
      seen.push(
        ...noted(`${drawing.tagName} ${names} ${drawing.innerHTML}`, drawing.getBoundingClientRect()),
      );
    }
    return seen;
  };
}
