/** After one visit, without a network: every page, with its age, to be read and used; and back to what is new with the network. */
import type { Worker } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { TEXTS } from '../../scripts/build/texts.ts';
import type { BrawlersAnswer, MapsAnswer } from '../../src/shared/wire.ts';
import { addressOf, LANGUAGE_TAGS, LANGUAGES, type Language } from '../../src/web/address.ts';
import { escapeText } from '../../src/web/html.ts';
import { untilLocal, untilOffline, url, useBrowser } from './support.ts';

const visitor = useBrowser();

/** Of the pages that the service worker makes, every so many-th is opened too. */
const OPENED = 25;

/** Somebody who has visited one page, and then loses the network. */
async function visitOnce(path = '/') {
  const visit = await visitor.visit();
  await visit.page.goto(url(path));
  await untilLocal(visit.page);
  await untilOffline(visit.page);
  await visit.context.setOffline(true);
  return visit;
}

interface Expected {
  readonly path: string;
  readonly language: Language;
  /** what its heading holds; null where that is a text of the interface */
  readonly heading: string | null;
}

/** All pages in two languages: every map's, every brawler's, and the others. */
async function allPages(): Promise<Expected[]> {
  const list = async <T>(path: string) => (await (await fetch(url(path))).json()) as T;
  const { maps } = await list<MapsAnswer>('/api/maps');
  const { brawlers } = await list<BrawlersAnswer>('/api/brawlers');
  const map = inject('map');
  const others = [
    ...['/', '/?q=gem', '/maps', '/maps?show=all', '/brawlers', '/draft', `/draft?map=${map}&allies=shelly`],
    ...['/compare', '/compare?brawlers=shelly,colt', '/methodology', '/status', '/developers'],
  ];
  const pages = [
    ...maps.map(({ slug, name }) => ({ path: `/map/${slug}`, heading: name })),
    ...brawlers.map(({ slug, name }) => ({ path: `/brawler/${slug}`, heading: name })),
    ...others.map((path) => ({ path, heading: null })),
  ];
  return pages.flatMap((page) => (['en', 'es'] as const).map((language) => ({ ...page, language })));
}

interface Made {
  readonly status: number;
  readonly html: string;
}

/**
 * What the service worker answers a navigation with. Handed to its listener as an event of our own: a browser that opened each page
 * would take ten times as long, and navigations are all that it answers with pages.
 */
function madeBy(worker: Worker, address: string): Promise<Made> {
  return worker.evaluate(async (navigated) => {
    let answer: Promise<Response> | undefined;
    const event = Object.assign(new Event('fetch'), {
      request: { url: navigated, method: 'GET', mode: 'navigate' },
      respondWith: (response: Promise<Response>) => {
        answer = response;
      },
    });
    self.dispatchEvent(event);
    const response = await answer;
    return { status: response?.status ?? 0, html: (await response?.text()) ?? '' };
  }, address);
}

/** What is wrong with a page; null where nothing is. */
function faultOf({ path, language, heading }: Expected, { status, html }: Made): string | null {
  const [age = ''] = TEXTS[language].site.offline.split('{ago}');
  const wanted = {
    'its language': html.includes(`<html lang="${LANGUAGE_TAGS[language]}"`),
    'a title': /<title>[^<]+<\/title>/.test(html),
    'its heading': new RegExp(`<h1[^>]*>${escapeText(heading ?? '').replace(/[^\w ]/gu, '.')}`, 'u').test(
      html,
    ),
    'its age': html.includes(`<p class="banner">${age}`),
    'its end': html.endsWith('</html>'),
  };
  const missing = Object.entries(wanted).flatMap(([name, is]) => (is ? [] : [name]));
  if (status === 200 && missing.length === 0) return null;
  return `${addressOf(language, path)} (${status}) lacks ${missing.join(', ')}`;
}

test('after one visit of one page every page is made, its age marked, in two languages', async () => {
  const { page, context, troubles } = await visitOnce();
  const [worker] = context.serviceWorkers();
  if (worker === undefined) throw new Error('no service worker');
  const pages = await allPages();
  expect(pages.length).toBeGreaterThan(500);
  const faults: string[] = [];
  for (const [i, expected] of pages.entries()) {
    const address = url(addressOf(expected.language, expected.path));
    faults.push(...[faultOf(expected, await madeBy(worker, address))].filter((fault) => fault !== null));
    if (i % OPENED !== 0) continue;
    const response = await page.goto(address);
    expect(response?.fromServiceWorker(), address).toBe(true);
    expect(await page.locator('h1').innerText()).toContain(expected.heading ?? '');
    const [age = ''] = TEXTS[expected.language].site.offline.split('{ago}');
    expect(await page.locator('.banner').last().innerText()).toContain(age);
  }
  expect(faults).toEqual([]);
  expect(troubles).toEqual([]);
});

test('pages can be used there: a ranking filtered, a draft with a pick, a search', async () => {
  const { page, troubles } = await visitOnce(`/map/${inject('map')}`);
  await page.reload();
  await untilLocal(page);
  expect(await page.locator('.banner').allInnerTexts()).toContainEqual(
    expect.stringMatching(/Offline: data built/),
  );
  await page.selectOption('select[name=sort]', 'name');
  await page.waitForURL(/\?sort=name$/);
  await page.goto(url(`/map/${inject('bare')}`));
  expect(await page.locator('main table caption').allTextContents()).toContainEqual(
    expect.stringMatching(/^Fall-back: brawlers in/),
  );
  await page.goto(url(`/draft?map=${inject('map')}`));
  await untilLocal(page);
  const pick = page.locator('[data-part=everyone] button[name=pick]').first();
  const id = await pick.getAttribute('value');
  await pick.click();
  await page.waitForSelector(`[data-part=board] button[name=drop][value="${id}"]`);
  expect(new URL(page.url()).searchParams.get('allies')).not.toBeNull();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('shel');
  await page.waitForSelector('[role=option]:not([hidden])');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/brawler\/shelly$/);
  expect(await page.locator('h1').innerText()).toBe('Shelly');
  expect(troubles).toEqual([]);
});

test('every language opens', async () => {
  const { page, troubles } = await visitOnce();
  const headings = new Set<string>();
  for (const language of LANGUAGES) {
    await page.goto(url(addressOf(language, '/status')));
    expect(await page.locator('html').getAttribute('lang')).toBe(LANGUAGE_TAGS[language]);
    headings.add(await page.locator('.banner').last().innerText());
  }
  expect(headings.size).toBe(LANGUAGES.length);
  expect(troubles).toEqual([]);
});

test('a bracket that is not kept is not passed off as another', async () => {
  const { page } = await visitOnce();
  await page.goto(url(`/map/${inject('map')}?bracket=ranked&min=10`));
  expect(new URL(page.url()).search).toBe('?min=10');
  expect(await page.locator('.banner').last().innerText()).toContain('not those of single brackets');
});

test('with the network again pages come from it', async () => {
  const { page, context } = await visitOnce();
  await page.goto(url(`/map/${inject('map')}`));
  expect(await page.getByText(/Offline: data built/).count()).toBe(1);
  await context.setOffline(false);
  await page.goto(url(`/map/${inject('map')}`));
  expect(await page.getByText(/Offline: data built/).count()).toBe(0);
});
