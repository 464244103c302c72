/** A mid-range phone on a slow network, emulated: 4 × slower CPU, 1.6 Mbit/s, 150 ms. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

export const CPU_FACTOR = 4;
const LATENCY_MS = 150;
/** 1.6 Mbit/s */
const BYTES_A_SECOND = 200_000;
/** Portraits come from the upstream's image host, which no bench asks. */
const PORTRAITS = ['*cdn.brawlify.com*'];

export interface Phone {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly cdp: CDPSession;
}

/** A phone that has never been here. */
export async function newPhone(
  browser: Browser,
  network: 'slow' | 'local',
  serviceWorkers: 'allow' | 'block' = 'allow',
): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1.75,
    isMobile: true,
    serviceWorkers,
    hasTouch: true,
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.setBlockedURLs', { urls: PORTRAITS });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_FACTOR });
  // A phone has no mouse, under which every frame would look for what is there.
  await cdp.send('Emulation.setEmitTouchEventsForMouse', { enabled: true, configuration: 'mobile' });
  if (network === 'slow') {
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: LATENCY_MS,
      downloadThroughput: BYTES_A_SECOND,
      uploadThroughput: BYTES_A_SECOND,
    });
  }
  return { page, context, cdp };
}
