/**
 * The first load of a map's page, by somebody who has never been here. Without the service worker: what it loads would come from
 * there, and not be counted.
 */
import type { Browser } from 'playwright-core';
import { type BenchResult, budget, median } from '../harness.ts';
import { newPhone, type Phone } from './phone.ts';

const RUNS = 5;
/** After the engine is there: what loads in the background has begun by then. */
const SETTLE_MS = 1_500;
const KIB = 1024;

interface Load {
  /** bytes on the wire by address, headers included */
  readonly bytes: ReadonlyMap<string, number>;
  readonly lcp: number;
  readonly cls: number;
  readonly tbt: number;
  /** longest task, ms */
  readonly longest: number;
  /** ms from the navigation's start */
  readonly firstPaint: number;
  readonly snapshotAsked: number;
}

/** What the page notes about itself, in the page. */
interface Noted {
  lcp: number;
  cls: number;
  tasks: { start: number; ms: number }[];
}

export async function loadResults(browser: Browser, url: string): Promise<BenchResult[]> {
  const loads: Load[] = [];
  for (let run = 0; run < RUNS; run++) loads.push(await load(browser, url));
  const of = (figure: (load: Load) => number) => median(loads.map(figure));
  const parts = sizesOf(loads[0] as Load);
  const early = Math.min(...loads.map(({ snapshotAsked, firstPaint }) => snapshotAsked - firstPaint));
  const note = `median of ${RUNS} first visits of a map’s page, 100 rows, 4 × CPU, 1.6 Mbit/s, 150 ms`;
  return [
    budget(
      'web.transfer',
      parts.page / KIB,
      50,
      'KB',
      `${parts.text}; gzip, as wrangler compresses; apart from portraits, snapshot, and what is loaded later: pages for filters, the service worker`,
    ),
    budget(
      'web.snapshot',
      parts.snapshot / 1000,
      200,
      'KB',
      'the browser’s snapshot as it travels, headers included; asked for after the first paint',
    ),
    budget(
      'web.snapshot.early',
      early > 0 ? 0 : 1,
      0,
      'loads',
      `that ask for the snapshot before the first paint; at the earliest ${early.toFixed(0)} ms after it`,
    ),
    budget(
      'web.lcp',
      of(({ lcp }) => lcp),
      1200,
      'ms',
      `largest contentful paint; ${note}`,
    ),
    budget(
      'web.cls',
      of(({ cls }) => cls),
      0,
      '',
      `layout shift; ${note}`,
    ),
    budget(
      'web.tbt',
      of(({ tbt }) => tbt),
      50,
      'ms',
      `total blocking time; longest task ${of(({ longest }) => longest).toFixed(0)} ms; ${note}`,
    ),
  ];
}

async function load(browser: Browser, url: string): Promise<Load> {
  const phone = await newPhone(browser, 'slow', 'block');
  try {
    return await measure(phone, url);
  } finally {
    await phone.context.close();
  }
}

async function measure({ page, cdp }: Phone, url: string): Promise<Load> {
  const bytes = new Map<string, number>();
  const asked = new Map<string, { url: string; at: number }>();
  let began = Number.POSITIVE_INFINITY;
  cdp.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
    began = Math.min(began, timestamp);
    asked.set(requestId, { url: request.url, at: timestamp });
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const address = asked.get(requestId)?.url;
    if (address !== undefined) bytes.set(address, (bytes.get(address) ?? 0) + encodedDataLength);
  });
  await page.addInitScript(noteItself);
  const response = await page.goto(url);
  // Of a page that says that there is none yet, and comes again by itself, the bytes would be counted with the page's.
  if (response?.status() !== 200) throw new Error(`${url}: ${response?.status()}`);
  await page.waitForSelector('html[data-engine]', { state: 'attached' });
  await page.waitForTimeout(SETTLE_MS);
  const noted = await page.evaluate(() => {
    const { noted } = window as unknown as { noted: Noted };
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    return { ...noted, paint };
  });
  const snapshot = [...asked.values()].find((request) => request.url.includes('/api/snapshot'));
  const after = noted.tasks.filter(({ start }) => start >= noted.paint);
  return {
    bytes,
    lcp: noted.lcp,
    cls: noted.cls,
    tbt: after.reduce((sum, { ms }) => sum + Math.max(0, ms - 50), 0),
    longest: Math.max(0, ...after.map(({ ms }) => ms)),
    firstPaint: noted.paint,
    snapshotAsked: snapshot === undefined ? Number.NaN : (snapshot.at - began) * 1000,
  };
}

/** Runs in the page, before anything of it. */
function noteItself(): void {
  const noted: Noted = { lcp: 0, cls: 0, tasks: [] };
  (window as unknown as { noted: Noted }).noted = noted;
  const observe = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe('largest-contentful-paint', (entry) => {
    noted.lcp = entry.startTime;
  });
  observe('layout-shift', (entry) => {
    noted.cls += (entry as PerformanceEntry & { value: number }).value;
  });
  observe('longtask', ({ startTime, duration }) => {
    noted.tasks.push({ start: startTime, ms: duration });
  });
}

function sizesOf({ bytes }: Load): { page: number; snapshot: number; text: string } {
  const parts = { html: 0, scripts: 0, wasm: 0, other: 0 };
  let snapshot = 0;
  for (const [address, size] of bytes) {
    const { pathname } = new URL(address);
    if (pathname === '/api/snapshot') snapshot += size;
    else if (pathname.endsWith('.js')) parts.scripts += size;
    else if (pathname.endsWith('.wasm')) parts.wasm += size;
    else if (pathname.startsWith('/map/')) parts.html += size;
    else parts.other += size;
  }
  const page = Object.values(parts).reduce((a, b) => a + b, 0);
  const text = Object.entries(parts)
    .map(([name, size]) => `${name} ${(size / KIB).toFixed(1)}`)
    .join(', ');
  return { page, snapshot, text };
}
