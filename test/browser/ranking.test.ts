/** Filters of a ranking in place: what is in sight is right at once, and in the end the page is what the server would have sent. */
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { unsettledAfter } from './seen.ts';
import { shownText, untilLocal, url, useBrowser } from './support.ts';

const visitor = useBrowser();
const map = inject('map');
const TABLE = '[data-part=ranking] table.rows';
const PHONE = { viewport: { width: 412, height: 823 }, hasTouch: true, isMobile: true };

/** A map's page, come near to: its rows are laid out. */
async function readyPage(search = '', options = {}): Promise<Page> {
  const { page } = await visitor.visit(options);
  await page.goto(url(`/map/${map}${search}`));
  await untilLocal(page);
  await page.focus('main select[name=sort]');
  await page.waitForSelector(`${TABLE}.ready`);
  return page;
}

/** As if somebody chose it, wherever the page is scrolled to. */
async function choose(page: Page, name: 'min' | 'sort', value: string): Promise<void> {
  await page.evaluate(
    ([field, chosen]) => {
      const select = document.querySelector<HTMLSelectElement>(`main select[name=${field}]`);
      if (select === null) throw new Error(`no ${field}`);
      select.value = chosen;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    [name, value] as const,
  );
}

/** Nothing is shifted any more: rows say that it is by nothing. */
async function untilRest(page: Page): Promise<void> {
  const shifted = () =>
    page.locator(`${TABLE} [style]:not([style="translate: 0px;"]), ${TABLE}[style]`).count();
  await expect.poll(shifted, { timeout: 15_000 }).toBe(0);
  await page.waitForTimeout(100);
  await expect.poll(shifted, { timeout: 15_000 }).toBe(0);
}

/** The page is what the server sends for its address. */
async function expectServers(page: Page): Promise<void> {
  const here = await shownText(page, TABLE);
  const drawn = (on: Page) =>
    on
      .locator(`${TABLE} tr[data-brawler]:visible td.c`)
      .evaluateAll((cells) => cells.map((cell) => cell.className));
  const drawings = await drawn(page);
  const { page: other } = await visitor.visit({ viewport: page.viewportSize(), javaScriptEnabled: true });
  await other.goto(page.url());
  expect(here).toEqual(await shownText(other, TABLE));
  expect(drawings).toEqual(await drawn(other));
  await other.close();
}

async function expectRightAtOnce(page: Page, y: number): Promise<void> {
  for (const [name, value] of [
    ['sort', 'games'],
    ['sort', 'name'],
    ['min', '300'],
    ['sort', 'rank'],
    ['min', '1000'],
    ['min', '0'],
  ] as const) {
    await page.evaluate((top) => scrollTo(0, top), y);
    const before = await placesOf(page);
    expect(await unsettledAfter(page, () => choose(page, name, value)), `${name}=${value}`).toEqual([]);
    const after = await placesOf(page);
    // The window stays where it is, as far as the page still goes; or what stands below the table does, if that is in sight.
    const isBelowSeen = Math.min(before.below, after.below) < (page.viewportSize()?.height ?? 0);
    const moved = isBelowSeen
      ? Math.min(Math.abs(after.below - before.below), Math.abs(after.y - Math.min(before.y, after.end)))
      : Math.abs(after.y - before.y);
    expect(moved, `${name}=${value}`).toBeLessThanOrEqual(1);
  }
}

/** px: how far the page is scrolled, how far it could be, and where what stands below the table is in the window. */
function placesOf(page: Page): Promise<{ y: number; end: number; below: number }> {
  return page.evaluate((table) => {
    const { bottom } = document.querySelector(table)?.getBoundingClientRect() ?? { bottom: 0 };
    return { y: scrollY, end: document.documentElement.scrollHeight - innerHeight, below: bottom };
  }, TABLE);
}

describe.each([
  ['a screen', {}],
  ['a phone', PHONE],
])('on %s', (_, options) => {
  test.each([
    [['sort', 'games']],
    [['min', '1000']],
    [
      ['sort', 'name'],
      ['min', '300'],
      ['sort', 'rank'],
      ['min', '1000'],
    ],
    [
      ['sort', 'winRate'],
      ['sort', 'useRate'],
      ['min', '1000'],
      ['min', '0'],
    ],
    [
      ['min', '1000'],
      ['sort', 'name'],
      ['min', '0'],
      ['sort', 'rank'],
    ],
  ] as ['min' | 'sort', string][][])('%j %j %j %j: in the end as the server has it', async (...changes) => {
    const page = await readyPage('', options);
    for (const [name, value] of changes.filter((change) => change !== undefined))
      await choose(page, name, value);
    await untilRest(page);
    await expectServers(page);
    expect(await page.evaluate(() => (document.activeElement as HTMLSelectElement).name)).toBe('sort');
  });

  test.each([0, 1200, 2600, 4200])(
    'scrolled to %i: what is in sight is right in the first frame, and stays',
    async (y) => {
      const page = await readyPage('', options);
      await expectRightAtOnce(page, y);
      await untilRest(page);
      await expectServers(page);
    },
  );
});

test('in a window that holds all of it everything is right in the first frame', async () => {
  const page = await readyPage('', { viewport: { width: 700, height: 6000 } });
  await expectRightAtOnce(page, 0);
  await untilRest(page);
  await expectServers(page);
});

test('what was hidden before rows were made ready comes where it belongs, whatever its height', async () => {
  // So narrow that most headings take more than the least height.
  const { page } = await visitor.visit({ ...PHONE, viewport: { width: 240, height: 823 } });
  await page.goto(url(`/map/${map}`));
  await untilLocal(page);
  await page.evaluate(chooseWhenAnswering);
  await page.focus('main select[name=sort]');
  await page.waitForSelector(`${TABLE}.sorted`);
  await page.waitForSelector(`${TABLE}.ready`);
  await page.evaluate((table) => {
    const { top } = document.querySelector(table)?.getBoundingClientRect() ?? { top: 0 };
    scrollTo(0, scrollY + top + 1200);
  }, TABLE);
  await page.waitForTimeout(200);
  expect(await unsettledAfter(page, () => choose(page, 'sort', 'rank'))).toEqual([]);
  await untilRest(page);
  await expectServers(page);
});

/** Runs in the page: another order, as soon as it can be answered here, which is before any row has been made ready. */
function chooseWhenAnswering(): void {
  const root = document.documentElement;
  const waiting = new MutationObserver(() => {
    if (root.dataset.renderer === undefined) return;
    waiting.disconnect();
    const select = document.querySelector<HTMLSelectElement>('main select[name=sort]');
    if (select === null) throw new Error('no sort');
    select.value = 'games';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  waiting.observe(root, { attributes: true });
}

test('changes faster than rows can follow', async () => {
  const page = await readyPage('', PHONE);
  const orders = ['games', 'name', 'useRate', 'rank', 'lift', 'winRate', 'name', 'rank', 'games'];
  for (const [i, order] of orders.entries()) {
    await choose(page, 'sort', order);
    if (i % 3 === 0) await choose(page, 'min', String([0, 1000, 300][i % 9 === 0 ? 1 : 2]));
    await page.waitForTimeout(40);
  }
  await untilRest(page);
  await expectServers(page);
});

test('rows that are ready say that they are shifted by nothing, and what is done for the first answer changes nothing', async () => {
  const { page } = await visitor.visit(PHONE);
  await page.goto(url(`/map/${map}`));
  await untilLocal(page);
  // Of all tiers but one only headings are left.
  await page.evaluate((table) => {
    const id = document.querySelector<HTMLElement>(`${table} [data-brawler]`)?.dataset.brawler;
    localStorage.setItem('roster', JSON.stringify([id]));
    localStorage.setItem('only-own', '1');
  }, TABLE);
  await page.reload();
  await untilLocal(page);
  await page.evaluate(noteChangesWhenReady, TABLE);
  await page.focus('main select[name=sort]');
  await page.waitForSelector(`${TABLE}.ready`);
  await page.waitForTimeout(1_000);
  expect(await page.evaluate(() => (window as unknown as { changes: string[] }).changes)).toEqual([]);
  expect(await page.locator(`${TABLE} tbody tr:not([style="translate: 0px;"])`).count()).toBe(0);
});

/** Runs in the page: what changes of a table after it has become ready. */
function noteChangesWhenReady(selector: string): void {
  const table = document.querySelector(selector);
  const changes: string[] = [];
  (window as unknown as { changes: string[] }).changes = changes;
  let ready = false;
  new MutationObserver((records) => {
    for (const { target, type, attributeName } of records) {
      if (ready) changes.push(`${type} ${attributeName} of ${(target as Element).outerHTML.slice(0, 99)}`);
      if (target === table && table.classList.contains('ready')) ready = true;
    }
  }).observe(table as Element, { attributes: true, childList: true, subtree: true });
}
