/** A browser for a test file, and what every page of it is held to. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { launchBrowser } from './chromium.ts';

/** Kept after a run, not committed. */
export const SHOTS = join(import.meta.dirname, '../../test-results/screenshots');

/** Every page, by a short name. Those about a map are about one with counts, but for `bare`. */
export function pages(map: string, bare: string): Readonly<Record<string, string>> {
  return {
    home: '/',
    found: '/?q=gem',
    maps: '/maps',
    map: `/map/${map}`,
    bare: `/map/${bare}`,
    missing: '/map/no-such-map',
    brawlers: '/brawlers',
    brawler: '/brawler/shelly',
    draft: `/draft?map=${map}&allies=shelly&enemies=colt&bans=spike`,
    compare: '/compare?brawlers=shelly,colt',
    methodology: '/methodology',
    status: '/status',
    developers: '/developers',
    spanish: `/es/map/${map}`,
  };
}

const failure = inject('failure');
if (failure !== null) throw new Error(`there is nothing to test: ${failure}`);

export const url = (path: string) => inject('url') + path;

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** console errors, exceptions and failed requests */
  readonly troubles: string[];
}

export interface Visitor {
  visit(options?: BrowserContextOptions): Promise<Visit>;
}

/** A browser for the file's tests; every visit is somebody new. */
export function useBrowser(): Visitor {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser.close();
  });
  return {
    async visit(options) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      contexts.push(context);
      // Nothing of the tests leaves the machine.
      await context.route(
        (address) => address.hostname !== 'localhost',
        (route) => route.abort(),
      );
      const page = await context.newPage();
      const troubles: string[] = [];
      page.on('pageerror', (error) => troubles.push(`exception: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
      });
      return { page, context, troubles };
    },
  };
}

/** Until the client answers by itself. */
export async function untilLocal(page: Page): Promise<void> {
  await page.waitForSelector('html[data-engine]', { state: 'attached' });
}

/** Until filters and picks are answered here: somebody has come near one. Until then they ask the server. */
export async function untilAnswering(page: Page): Promise<void> {
  await page.waitForSelector('html[data-renderer]', { state: 'attached' });
}

/** Until the service worker controls the page and keeps what it needs. */
export async function untilOffline(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.waitForFunction(async () => {
    const kept = await caches.match('/api/snapshot?view=browser');
    return kept !== undefined;
  });
}

/**
 * The texts that stand in what matches a selector, shown or yet to be laid out: what waits off the screen
 * (content-visibility) has no innerText until it comes near. What is hidden is left out.
 */
export function shownText(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((matching) => {
    const texts: string[] = [];
    for (const root of document.querySelectorAll(matching)) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        if (text !== '' && node.parentElement?.checkVisibility({ visibilityProperty: true }) === true)
          texts.push(text);
      }
    }
    return texts;
  }, selector);
}
