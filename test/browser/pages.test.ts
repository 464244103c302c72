/** Each page, with JavaScript off and on, in both themes: there, free of troubles and of axe's complaints; a screenshot of each. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { pages, SHOTS, shownText, untilLocal, url, useBrowser } from './support.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The page has the status that it says it has: no trouble. */
const EXPECTED = /404 \(/;

const visitor = useBrowser();

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** WCAG 2.2 AA and best practices; every complaint, with where. */
async function complaints(page: Page): Promise<string[]> {
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations;
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary}`,
  );
}

describe.each(Object.entries(pages(inject('map'), inject('bare'))))('%s', (name, path) => {
  test('can be read by all in both themes, and on a phone, without troubles', async () => {
    // axe is put into the page past its policy, which lets no foreign script in.
    const { page, troubles } = await visitor.visit({ colorScheme: 'dark', bypassCSP: true });
    await page.goto(url(path));
    await untilLocal(page);
    await page.evaluate(AXE);
    // A screenshot of a whole page has what is off the screen too.
    await page.addStyleTag({ content: '*{content-visibility:visible!important}' });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await complaints(page), colorScheme).toEqual([]);
      await page.screenshot({ path: join(SHOTS, `${name}-${colorScheme}.png`), fullPage: true });
    }
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.screenshot({ path: join(SHOTS, `${name}-phone.png`), fullPage: true });
    expect(troubles.filter((trouble) => !EXPECTED.test(trouble))).toEqual([]);
  });

  test('without JavaScript the same text stands there; with it, no complaint of the page’s own policy', async () => {
    const plain = await visitor.visit({ javaScriptEnabled: false });
    const full = await visitor.visit();
    await Promise.all([plain.page.goto(url(path)), full.page.goto(url(path))]);
    await untilLocal(full.page);
    const text = (page: Page) => shownText(page, 'main h1, main table');
    expect(await text(plain.page)).toEqual(await text(full.page));
    const troubles = [...plain.troubles, ...full.troubles];
    expect(troubles.filter((trouble) => !EXPECTED.test(trouble))).toEqual([]);
  });
});
