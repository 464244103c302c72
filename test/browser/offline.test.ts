/** After one visit, without a network: every page of every map, with its age; and back to what is new with the network. */
import { expect, inject, test } from 'vitest';
import { addressOf, LANGUAGE_TAGS, LANGUAGES } from '../../src/web/address.ts';
import { untilLocal, untilOffline, url, useBrowser } from './support.ts';

const visitor = useBrowser();

test('every page of every map opens, its age marked, and the client works on', async () => {
  const { page, context, troubles } = await visitor.visit();
  await page.goto(url('/'));
  await untilLocal(page);
  await untilOffline(page);
  const { maps } = (await (await fetch(url('/api/maps'))).json()) as {
    maps: { slug: string; name: string }[];
  };
  await context.setOffline(true);
  await page.goto(url(`/map/${inject('map')}`));
  await untilLocal(page);
  expect(await page.locator('.banner').allInnerTexts()).toContainEqual(
    expect.stringMatching(/Offline: data built/),
  );
  await page.selectOption('select[name=sort]', 'name');
  await page.waitForURL(/\?sort=name$/);
  // Each one is made and read in test/web/worker.test.ts; here, every eighth by a real browser.
  for (const { slug, name } of maps.filter((_, i) => i % 8 === 0)) {
    await page.goto(url(`/map/${slug}`), { waitUntil: 'commit' });
    expect(await page.locator('h1').innerText()).toBe(name);
    expect(await page.locator('.banner').last().innerText()).toMatch(/^Offline: data built/);
  }
  expect(troubles).toEqual([]);
});

test('every language opens', async () => {
  const { page, context, troubles } = await visitor.visit();
  await page.goto(url('/'));
  await untilLocal(page);
  await untilOffline(page);
  await context.setOffline(true);
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
  const { page, context } = await visitor.visit();
  await page.goto(url('/'));
  await untilLocal(page);
  await untilOffline(page);
  await context.setOffline(true);
  await page.goto(url(`/map/${inject('map')}?bracket=ranked&min=10`));
  expect(new URL(page.url()).search).toBe('?min=10');
  expect(await page.locator('.banner').last().innerText()).toContain('not those of single brackets');
});

test('with the network again pages come from it', async () => {
  const { page, context } = await visitor.visit();
  await page.goto(url('/'));
  await untilLocal(page);
  await untilOffline(page);
  await context.setOffline(true);
  await page.goto(url(`/map/${inject('map')}`));
  expect(await page.getByText(/Offline: data built/).count()).toBe(1);
  await context.setOffline(false);
  await page.goto(url(`/map/${inject('map')}`));
  expect(await page.getByText(/Offline: data built/).count()).toBe(0);
});
