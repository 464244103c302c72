/** Picks of a draft: what is in sight is right at once, and in the end the page is what the server would have sent. */
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { unsettledAfter } from './seen.ts';
import { untilAnswering, untilLocal, url, useBrowser } from './support.ts';

const visitor = useBrowser();
const map = inject('map');
const FORM = '[data-part=draft]';
const PHONE = { viewport: { width: 412, height: 823 }, hasTouch: true, isMobile: true };
const IDLE_MS = 15_000;

/** A draft's page, come near to. */
async function readyPage(search: string, options = {}): Promise<Page> {
  const { page } = await visitor.visit(options);
  await page.goto(url(`/draft?map=${map}${search}`));
  await untilLocal(page);
  await page.focus('main select[name=map]');
  await untilAnswering(page);
  return page;
}

/** Presses a button wherever the page is scrolled to. */
async function press(page: Page, selector: string, nth = 0): Promise<void> {
  await page.evaluate(
    ([matching, index]) => {
      const button = document.querySelectorAll<HTMLButtonElement>(`${matching}`)[Number(index)];
      if (button === undefined) throw new Error(`no ${matching}`);
      button.click();
    },
    [`${FORM} ${selector}`, nth] as const,
  );
}

const htmlOf = (page: Page) => page.locator(FORM).evaluate((form) => form.innerHTML);

/** The draft on the page is, to the letter, the one that the server sends for its address. */
async function expectServers(page: Page): Promise<void> {
  await page.waitForTimeout(100);
  const { page: other } = await visitor.visit({ javaScriptEnabled: false });
  await other.goto(page.url());
  const sent = await htmlOf(other);
  await expect.poll(() => htmlOf(page), { timeout: IDLE_MS }).toBe(sent);
  await other.close();
}

describe.each([
  ['a screen', {}],
  ['a phone', PHONE],
])('on %s', (_, options) => {
  test('quick picks and removals: in the end as the server has it', async () => {
    const page = await readyPage('', options);
    await press(page, '[data-part=everyone] button', 3);
    await press(page, 'button[name=ally]', 1);
    await press(page, 'button[name=ban]', 2);
    await page.waitForTimeout(60);
    await press(page, 'button[name=drop]');
    await press(page, '.sugg button', 4);
    await page.waitForTimeout(30);
    await press(page, '[data-part=everyone] button', 60);
    await expectServers(page);
    await press(page, 'button[name=drop]', 1);
    await expectServers(page);
  });

  test.each([
    ['the top', 'header', '.sugg button'],
    ['the suggestions', '[data-part=suggestions]', '.sugg li:nth-child(3) button'],
    ['the short lists', '[data-part=short]', '.short button'],
    [
      'all brawlers',
      '[data-part=everyone]',
      '[data-part=everyone] ul:nth-of-type(2) li:nth-child(20) button',
    ],
  ])('from %s: what is in sight is right in the first frame, and stays', async (_place, at, button) => {
    const page = await readyPage('&enemies=colt', options);
    for (const selector of [button, 'button[name=drop]', button, button]) {
      await page
        .locator(at)
        .first()
        .evaluate((element) => element.scrollIntoView());
      await page.waitForTimeout(400);
      expect(await unsettledAfter(page, () => press(page, selector)), selector).toEqual([]);
    }
    await expectServers(page);
  });

  test('the chance has its room from the start: the first pick moves nothing', async () => {
    const page = await readyPage('', options);
    const places = () =>
      page.evaluate(() =>
        ['.side-ally', '.sides', '[data-part=suggestions]'].map((selector) =>
          Math.round((document.querySelector(selector)?.getBoundingClientRect().top ?? 0) + scrollY),
        ),
      );
    const before = await places();
    await press(page, '[data-part=everyone] button', 3);
    await page.waitForURL(/allies=/);
    expect(await places()).toEqual(before);
  });

  test('a team that is full has no suggestions: what comes into sight is right in the first frame', async () => {
    const page = await readyPage('', options);
    for (const nth of [0, 1]) await press(page, '.sugg button', nth);
    await page.waitForURL(/allies=[^&,]+(,|%2C)/);
    await page.locator('[data-part=suggestions]').evaluate((element) => element.scrollIntoView());
    for (const selector of ['.sugg button', 'button[name=drop]']) {
      await page.waitForTimeout(400);
      expect(await unsettledAfter(page, () => press(page, selector)), selector).toEqual([]);
    }
    await expectServers(page);
  });
});

test('answers are rehearsed on a copy, of which the page shows nothing', async () => {
  const { page } = await visitor.visit();
  await page.addInitScript(() => {
    const make = DOMImplementation.prototype.createHTMLDocument;
    const seen = { copies: [] as Document[], boards: [] as string[] };
    Object.assign(window, { seen });
    DOMImplementation.prototype.createHTMLDocument = function (title) {
      const copy = make.call(this, title);
      seen.copies.push(copy);
      const note = () => {
        const board = [...copy.querySelectorAll('button[name=drop]')].map((one) => one.getAttribute('value'));
        if (seen.boards.at(-1) !== board.join()) seen.boards.push(board.join());
      };
      new MutationObserver(note).observe(copy, { childList: true, subtree: true });
      return copy;
    };
  });
  await page.goto(url(`/draft?map=${map}`));
  await untilLocal(page);
  const address = page.url();
  const before = await htmlOf(page);
  const [entries, first] = await page.evaluate(() => [
    history.length,
    document.querySelector('[data-part=everyone] button')?.getAttribute('value') ?? '',
  ]);
  await page.focus('main select[name=map]');
  await untilAnswering(page);
  type Seen = { seen: { copies: Document[]; boards: string[] } };
  const boards = () => page.evaluate(() => (window as unknown as Seen).seen.boards);
  await expect
    .poll(async () => (await boards()).filter((board) => board === first).length, { timeout: IDLE_MS })
    .toBeGreaterThan(2);
  await page.waitForTimeout(200);
  expect(new Set(await boards())).toEqual(new Set(['', first]));
  expect(await page.evaluate(() => (window as unknown as Seen).seen.copies.length)).toBe(1);
  expect([page.url(), await htmlOf(page), await page.evaluate(() => history.length)]).toEqual([
    address,
    before,
    entries,
  ]);
  // A real answer ends it.
  await press(page, '[data-part=everyone] button', 3);
  await page.waitForURL(/allies=/);
  await expectServers(page);
});

test('the side that was chosen is kept until it is full; then picks go on to the next, and end where all is full', async () => {
  const page = await readyPage('');
  await page.locator('.sides label').nth(1).click();
  const pick = (nth: number) => press(page, '[data-part=everyone] button', nth);
  const chosen = () => page.locator('.sides input:checked').getAttribute('value');
  for (const nth of [5, 6]) await pick(nth);
  await expectServers(page);
  expect(await chosen()).toBe('enemy');
  await pick(7);
  await expectServers(page);
  expect(await chosen()).toBe('ally');
  // Whoever chooses a full side all the same doesn't lose the pick.
  await page.locator('.sides label').nth(1).click();
  await pick(8);
  await expectServers(page);
  expect(await chosen()).toBe('ally');
  for (const nth of [9, 10]) await pick(nth);
  await expectServers(page);
  expect(await chosen()).toBe('ban');
  for (const nth of [11, 12, 13, 14, 15, 16]) await pick(nth);
  await expectServers(page);
  expect(await page.locator('[data-part=draft] button[name=drop]').count()).toBe(12);
  const [before, entries] = [page.url(), await page.evaluate(() => history.length)];
  await pick(17);
  await expectServers(page);
  expect([page.url(), await page.evaluate(() => history.length)]).toEqual([before, entries]);
});

test('back takes each of several quick picks back', async () => {
  const page = await readyPage('');
  for (const nth of [5, 6]) {
    await press(page, '[data-part=everyone] button', nth);
    await page.waitForTimeout(50);
  }
  await page.waitForURL(/allies=[^&,]+(,|%2C)/);
  await page.goBack();
  await page.waitForURL(/allies=[^,&]+$/);
  await expectServers(page);
  await page.goBack();
  await page.waitForURL(/map=[^&]+$/);
  await expectServers(page);
});

test('by keyboard: the focus stays in the page, on what was pressed if it is still there', async () => {
  const page = await readyPage('&allies=shelly');
  const focused = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      return `${activeElement?.tagName} ${activeElement?.getAttribute('name') ?? ''} ${activeElement?.getAttribute('value') ?? ''}`;
    });
  const short = page.locator('.short button[name=ban]').first();
  const banned = await short.getAttribute('value');
  await short.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/bans=/);
  expect(page.url()).toContain(`bans=${banned}`);
  await expectServers(page);
  // The ban is not among the suggested any more: the page's main part has the focus, as whatever had it is gone.
  expect(await focused()).toBe('MAIN  ');
  await page.locator('.sides input[value=ban]').focus();
  await press(page, '.sugg button');
  await page.waitForURL(/allies=[^&,]+(,|%2C)/);
  await expectServers(page);
  expect(await focused()).toBe('INPUT side ban');
  // A slot that is freed is gone too.
  await page.locator('button[name=drop]').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/allies=[^&,]+(&|$)/);
  await expectServers(page);
  expect(await focused()).toBe('MAIN  ');
});

test('by keyboard: whoever picks among all brawlers goes on from there', async () => {
  const page = await readyPage('');
  const brawler = (nth: number) => page.locator('[data-part=everyone] button').nth(nth);
  const next = await brawler(4).getAttribute('value');
  await brawler(3).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/allies=/);
  await expectServers(page);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe(next);
});

describe('a press', () => {
  /** Where a finger or a mouse goes down and up. */
  async function middleOf(page: Page, selector: string) {
    const button = page.locator(`${FORM} ${selector}`).first();
    await button.scrollIntoViewIfNeeded();
    await page.waitForTimeout(200);
    const { x = 0, y = 0, width = 0, height = 0 } = (await button.boundingBox()) ?? {};
    return [x + width / 2, y + height / 2] as const;
  }

  test('is answered with what was made when the pointer went down, which changes nothing by itself', async () => {
    const { page } = await visitor.visit();
    await page.addInitScript(() => {
      const during: string[] = [];
      Object.assign(window, { during });
      const note = () => {
        if (window.event !== undefined) during.push(window.event.type);
      };
      // The kernel's answers are parsed, and what is new on the page is made.
      const { parse } = JSON;
      JSON.parse = (text, reviver) => {
        note();
        return parse(text, reviver);
      };
      const { createElement } = Document.prototype;
      Document.prototype.createElement = function (this: Document, ...what: [string]) {
        note();
        return createElement.apply(this, what);
      } as typeof createElement;
    });
    await page.goto(url(`/draft?map=${map}&enemies=colt`));
    await untilLocal(page);
    await page.focus('main select[name=map]');
    await untilAnswering(page);
    const during = () => page.evaluate(() => (window as unknown as { during: string[] }).during.splice(0));
    for (const selector of [
      '[data-part=everyone] li:nth-child(9) button',
      '.sugg button',
      'button[name=drop]',
    ]) {
      const [before, address] = [await htmlOf(page), page.url()];
      await page.mouse.move(...(await middleOf(page, selector)));
      await during();
      await page.mouse.down();
      expect(new Set(await during()), selector).toEqual(new Set(['pointerdown']));
      expect([await htmlOf(page), page.url()]).toEqual([before, address]);
      expect(await unsettledAfter(page, () => page.mouse.up()), selector).toEqual([]);
      await page.waitForURL((now) => now.href !== address);
      expect(await during(), selector).not.toContain('submit');
      await expectServers(page);
    }
  });

  test('that does not come leaves everything as it is, and the next one is answered right', async () => {
    const page = await readyPage('&allies=shelly');
    const [before, address] = [await htmlOf(page), page.url()];
    await page.mouse.move(...(await middleOf(page, 'button[name=drop]')));
    await page.mouse.down();
    await page.mouse.move(2, 2);
    await page.mouse.up();
    await page.waitForTimeout(200);
    expect([await htmlOf(page), page.url()]).toEqual([before, address]);
    await press(page, '[data-part=everyone] button', 7);
    await page.waitForURL(/allies=shelly(,|%2C)/);
    await expectServers(page);
  });

  test('that comes while the last answer is not done yet: in the end as the server has it', async () => {
    const page = await readyPage('');
    await page.mouse.move(...(await middleOf(page, '[data-part=everyone] button')));
    await press(page, '[data-part=everyone] button', 5);
    await page.mouse.down();
    await page.waitForTimeout(150);
    await page.mouse.up();
    await page.waitForURL(/allies=[^&,]+(,|%2C)/);
    await expectServers(page);
  });

  test('of a button that will be gone leaves the focus where nothing has it, and takes it from what has', async () => {
    const page = await readyPage('&allies=shelly&enemies=colt');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const focused = () => page.evaluate(() => document.activeElement?.tagName);
    const [x, y] = await middleOf(page, 'button[name=drop]');
    await page.mouse.move(x, y);
    await page.mouse.down();
    expect(await focused()).toBe('BODY');
    await page.mouse.up();
    await page.waitForURL((now) => !now.search.includes('shelly'));
    expect(await focused()).toBe('BODY');
    await page.focus('search input');
    await page.mouse.click(...(await middleOf(page, 'button[name=drop]')));
    await page.waitForURL((now) => !now.search.includes('colt'));
    expect(await focused()).toBe('MAIN');
  });
});
