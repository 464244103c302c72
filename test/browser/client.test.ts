/** What the client adds: search while typing, filters, favourites, the theme; by keyboard alone. */
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { shownText, untilAnswering, untilLocal, url, useBrowser } from './support.ts';

const visitor = useBrowser();
const map = inject('map');
const RANKING = '[data-part=ranking] table.rank';

/** Requests for pages and answers; files of the client are not meant. */
async function localPage(path: string) {
  const visit = await visitor.visit();
  await visit.page.goto(url(path));
  await untilLocal(visit.page);
  const asked: string[] = [];
  visit.page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/a/')) asked.push(pathname);
  });
  return { ...visit, asked };
}

describe('search', () => {
  test('answers while typing, by keyboard alone, and asks nobody', async () => {
    const { page, asked, troubles } = await localPage('/');
    await page.keyboard.press('/');
    await page.keyboard.type('gem fo');
    const list = page.getByRole('listbox');
    await list.waitFor();
    const field = page.locator('header input[role=combobox]');
    expect(await field.getAttribute('aria-expanded')).toBe('true');
    expect(asked).toEqual([]);
    await page.keyboard.press('ArrowDown');
    const chosen = await field.getAttribute('aria-activedescendant');
    const option = page.locator(`#${chosen}`);
    expect(await option.getAttribute('aria-selected')).toBe('true');
    const name = await option.evaluate((element) => element.firstChild?.textContent);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/map\//);
    expect(await page.locator('h1').innerText()).toBe(name);
    expect(troubles).toEqual([]);
  });

  test('Ctrl+K leads to it, Escape closes the list, Enter without a choice asks the server', async () => {
    const { page } = await localPage(`/map/${map}`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('shelly');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\?q=shelly/);
  });

  test('arrows go round, past the first and the last lies what was typed', async () => {
    const { page } = await localPage('/');
    await page.keyboard.press('/');
    await page.keyboard.type('a');
    await page.getByRole('listbox').waitFor();
    const count = await page.getByRole('listbox').getByRole('option').count();
    const active = () => page.locator('header input[role=combobox]').getAttribute('aria-activedescendant');
    await page.keyboard.press('ArrowUp');
    expect(await active()).toBe(
      await page
        .getByRole('option')
        .nth(count - 1)
        .getAttribute('id'),
    );
    await page.keyboard.press('ArrowDown');
    expect(await active()).toBeNull();
  });

  test('nothing that resembles it: no list', async () => {
    const { page } = await localPage('/');
    await page.keyboard.press('/');
    await page.keyboard.type('qqqqqqqqqqzz');
    await page.waitForTimeout(200);
    expect(await page.getByRole('listbox').isVisible()).toBe(false);
  });
});

describe('filters', () => {
  test('are answered here, and stand in the address', async () => {
    const { page, asked, troubles } = await localPage(`/map/${map}`);
    const games = () => shownText(page, 'table.rank tbody tr[data-brawler] td:last-child');
    const before = (await games()).length;
    await page.selectOption('select[name=min]', '1000');
    await page.waitForURL(/min=1000$/);
    const counts = (await games()).map((text) => Number(text.replace(/\D/g, '')));
    expect(counts.length).toBeGreaterThan(0);
    expect(counts.length).toBeLessThan(before);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(1000);
    expect(new URL(page.url()).search).toBe('?min=1000');
    expect(asked).toEqual([]);
    // The server says the same.
    const local = await shownText(page, RANKING);
    await page.reload();
    expect(await shownText(page, RANKING)).toEqual(local);
    await untilLocal(page);
    await page.selectOption('select[name=min]', '0');
    await page.waitForURL((address) => address.search === '');
    expect(new URL(page.url()).search).toBe('');
    expect((await games()).length).toBe(before);
    expect(troubles).toEqual([]);
  });

  test('a bracket that is not kept here comes from the server', async () => {
    const { page, asked } = await localPage(`/map/${map}`);
    const before = await shownText(page, RANKING);
    await page.selectOption('select[name=bracket]', 'ranked');
    await expect.poll(() => shownText(page, RANKING)).not.toEqual(before);
    expect(asked).toEqual([`/map/${map}`]);
    const local = await shownText(page, RANKING);
    await page.reload();
    expect(await shownText(page, RANKING)).toEqual(local);
  });

  test('are answered in the page’s language', async () => {
    const { page, asked, troubles } = await localPage('/es/maps');
    const mode = await page.locator('select[name=mode] option').nth(1).getAttribute('value');
    await page.selectOption('select[name=mode]', mode ?? '');
    await page.waitForURL(/mode=/);
    expect(await page.locator('[data-part=maps] h2').count()).toBe(1);
    expect(await page.locator('[data-part=maps] h2 small').innerText()).toMatch(/^\d+ mapas$/);
    expect(asked).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test('back leads to the page before', async () => {
    const { page } = await localPage('/');
    await page.goto(url(`/map/${map}`));
    await untilLocal(page);
    await page.selectOption('select[name=sort]', 'games');
    await page.waitForURL(/sort=games/);
    await page.selectOption('select[name=min]', '100');
    await page.waitForURL(/min=100/);
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/');
  });
});

describe('the draft', () => {
  const start = `/draft?map=${map}&allies=shelly&enemies=colt&bans=spike`;
  const sides = (page: Page) =>
    page
      .locator('.board .slots')
      .evaluateAll((lists) =>
        lists.map((list) => [...list.querySelectorAll('button')].map((button) => button.value)),
      );

  test('its address is the whole of it: opened anew it is the same', async () => {
    const { page } = await localPage(start);
    expect(await sides(page)).toEqual([['shelly'], ['colt'], ['spike']]);
    const local = await shownText(page, 'main');
    const other = await localPage(new URL(page.url()).pathname + new URL(page.url()).search);
    expect(await shownText(other.page, 'main')).toEqual(local);
  });

  test('a pick is answered here as the server answers it, and back takes it back', async () => {
    const { page, asked, troubles } = await localPage(start);
    // Whoever is about to pick has come near the form.
    await page.locator('main form').last().hover();
    const pick = page.locator('[data-part=everyone] button[name=pick]').first();
    const name = await pick.getAttribute('value');
    await untilAnswering(page);
    await pick.click();
    await page.waitForURL(/allies=shelly,/);
    expect(new URL(page.url()).searchParams.get('allies')).toBe(`shelly,${name}`);
    expect((await sides(page))[0]).toEqual(['shelly', name]);
    expect(asked).toEqual([]);
    // What is out of sight follows in idle moments.
    const { pathname, search } = new URL(page.url());
    const { page: other } = await localPage(pathname + search);
    const sent = await shownText(other, '[data-part=draft]');
    await other.close();
    await expect.poll(() => shownText(page, '[data-part=draft]')).toEqual(sent);
    await page.reload();
    await page.goBack();
    // Reloaded, the page has no renderer yet: it is loaded anew, as without a client.
    await page.waitForURL(/allies=shelly&/);
    await expect.poll(async () => (await sides(page).catch(() => []))[0]).toEqual(['shelly']);
    expect(troubles).toEqual([]);
  });
});

describe('what stays in this browser', () => {
  test('favourites come back on the front page', async () => {
    const { page } = await localPage(`/map/${map}`);
    const button = page.locator('button[data-favourite]');
    await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    const name = await page.locator('h1').innerText();
    await page.goto(url('/'));
    await page.locator('[data-favourites] a', { hasText: name }).click();
    await page.waitForURL(`**/map/${map}`);
    await page.locator('button[data-favourite][aria-pressed=true]').click();
    await page.goto(url('/'));
    await untilLocal(page);
    expect(await page.locator('[data-favourites]').isVisible()).toBe(false);
  });

  test('the theme, over the system’s', async () => {
    const { page } = await localPage('/');
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await ground();
    const system = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await page.selectOption('[data-theme-choice] select', system ? 'light' : 'dark');
    expect(await ground()).not.toBe(before);
    await page.reload();
    await untilLocal(page);
    expect(await ground()).not.toBe(before);
    await page.selectOption('[data-theme-choice] select', 'system');
    expect(await ground()).toBe(before);
  });
});

describe('one’s own brawlers', () => {
  test('are chosen on the brawlers’ page, and narrow a ranking and the draft', async () => {
    const { page, asked, troubles } = await localPage('/brawlers');
    const boxes = page.locator('[data-own]');
    expect(await boxes.first().isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Choose my brawlers' }).click();
    const names = ['Brock', 'Colt'];
    for (const name of names) await page.getByRole('checkbox', { name: `${name}: I have it` }).check();
    expect(asked).toEqual([]);
    await page.goto(url(`/map/${map}`));
    await page.getByRole('checkbox', { name: 'Only my brawlers' }).check();
    const shown = await page.locator(`${RANKING} tr[data-brawler]:not([hidden]) th`).allInnerTexts();
    expect(shown.map((text) => text.split('\n').find((line) => names.includes(line))).sort()).toEqual(names);
    await page.goto(url(`/draft?map=${map}`));
    await page.hover('main select[name=map]');
    await untilAnswering(page);
    await page.getByRole('button', { name: 'Only my brawlers' }).click();
    await page.waitForURL(/pool=/);
    const suggested = page.locator('.sugg button');
    await expect.poll(() => suggested.count()).toBe(2);
    // What is picked meanwhile stays.
    await suggested.first().click();
    await page.waitForURL(/allies=/);
    await expect.poll(() => suggested.count()).toBe(1);
    await page.getByRole('link', { name: 'All brawlers' }).click();
    await page.waitForURL((address) => !address.search.includes('pool='));
    expect(new URL(page.url()).searchParams.get('allies')).toMatch(/^(brock|colt)$/);
    await expect.poll(() => suggested.count()).toBeGreaterThan(2);
    expect(troubles).toEqual([]);
  });

  test('a brawler’s page keeps and forgets one', async () => {
    const { page } = await localPage('/brawler/brock');
    await page.getByRole('checkbox', { name: 'I have it' }).check();
    await page.goto(url('/brawlers'));
    await page.getByRole('button', { name: 'Choose my brawlers' }).click();
    const box = page.getByRole('checkbox', { name: 'Brock: I have it' });
    expect(await box.isChecked()).toBe(true);
    await box.uncheck();
    await page.goto(url('/brawler/brock'));
    expect(await page.getByRole('checkbox', { name: 'I have it' }).isChecked()).toBe(false);
  });
});

test('the list of a search stays within a phone’s window', async () => {
  const { page } = await visitor.visit({ viewport: { width: 360, height: 800 } });
  await page.goto(url('/'));
  await untilLocal(page);
  await page.locator('header input[role=combobox]').pressSequentially('an');
  await page.getByRole('listbox').waitFor();
  const box = await page.getByRole('listbox').boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('after a filter the way to another language keeps it, and there is a way back', async () => {
  const { page } = await localPage(`/map/${map}`);
  const reset = page.locator('[data-reset]');
  expect(await reset.isVisible()).toBe(false);
  await page.selectOption('main select[name=sort]', 'games');
  await page.waitForURL(/sort=games/);
  await expect.poll(() => page.locator('footer a[hreflang=de]').getAttribute('href')).toContain('sort=games');
  await reset.click();
  await page.waitForURL((address) => !address.search.includes('sort=games'));
});
