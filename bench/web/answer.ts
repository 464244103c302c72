/**
 * From a key press, a filter or a pick to painted results: what it costs the main thread (trace.ts). That what is in sight is final in the
 * first frame is held by test/browser/ranking.test.ts and draft.test.ts; what goes on afterwards, out of sight, is told beside it. The wait
 * for the frame to begin, at 60 Hz up to 16.7 ms, belongs to the screen.
 */
import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { type BenchResult, budget, median } from '../harness.ts';
import { CPU_FACTOR, newPhone } from './phone.ts';
import { type Answer, tracedAnswers } from './trace.ts';
import { NAMES } from './world.ts';

const LIMIT_MS = 16;
/** the first ones warm the compiler, as the first letters of a word do */
const WARM_UP = 8;
const PAUSE_MS = 120;
/** until a page on this phone is at rest after an answer */
const REST_MS = 1_000;
/** A finger stays for about a tenth of a second; a shorter stay leaves less time for what is made meanwhile. */
const HOLD_MS = 80;
/** of a frame, told in the note */
const PARTS = 5;
/** the renderer is there, and the page at rest */
const SETTLE_MS = 2_000;
const QUERIES = ['bagale', 'dri fang', 'shelco', 'pri ho', 'jakilou', 'tymee no', 'el ba', 'galeho'];

type Kind = 'keys' | 'filter' | 'pick';
const KINDS: ReadonlySet<Kind> = new Set(['keys', 'filter', 'pick']);

/** `only`: the kinds that are asked for. */
export async function answerResults(
  browser: Browser,
  url: string,
  map: string,
  only: ReadonlySet<Kind> = KINDS,
): Promise<BenchResult[]> {
  const { page, context, cdp } = await newPhone(browser, 'local');
  const traced = (type: string, work: () => Promise<void>) => tracedAnswers(browser, page, type, work);
  const open = async (path: string, near: string) => {
    await page.goto(`${url}${path}`);
    await page.waitForSelector('html[data-engine]', { state: 'attached' });
    await page.focus(near);
    await page.waitForSelector('html[data-renderer]', { state: 'attached' });
    await page.waitForTimeout(SETTLE_MS);
  };
  const results: BenchResult[] = [];
  try {
    await open(`/map/${map}`, 'main select[name=min]');
    if (only.has('keys')) {
      const keys = await traced('input', () => keyPresses(page));
      results.push(result('web.search.key', keys, `${NAMES} names, ${keys.length} key presses`));
    }
    if (only.has('filter')) {
      const filters = await traced('change', () => filterChanges(page));
      const what = `ranking of 100 rows, ${filters.length} changes of the minimum and the order`;
      results.push(result('web.filter', filters, what));
    }
    if (only.has('pick')) {
      await open(`/draft?map=${map}`, 'main form[data-part=draft] button');
      const picks = await traced('click', () => draftPicks(page, cdp));
      results.push(result('web.draft.pick', picks, `${picks.length} picks and removals among 100 brawlers`));
    }
    return results;
  } finally {
    await context.close();
  }
}

function result(id: string, all: readonly Answer[], what: string): BenchResult {
  const answers = all.slice(Math.min(WARM_UP, Math.floor(all.length / 4)));
  const times = answers.map(({ handlers, frame }) => handlers + frame).sort((a, b) => a - b);
  const p95 = times[Math.floor(0.95 * times.length)] ?? Number.NaN;
  const of = (what: 'handlers' | 'ahead' | 'frame' | 'later' | 'longest') =>
    median(answers.map((one) => one[what])).toFixed(1);
  const parts = `handlers ${of('handlers')}, frame ${of('frame')} (${largestParts(answers)}); afterwards ${of('later')}, longest task ${of('longest')}`;
  const ahead = answers.some((one) => one.ahead > 0.5) ? `; while the finger was down ${of('ahead')}` : '';
  return budget(
    id,
    median(times),
    LIMIT_MS,
    'ms',
    `median; p95 ${p95.toFixed(1)}; ${parts}${ahead}; ${what}; ${CPU_FACTOR} × CPU`,
  );
}

/** What a frame is spent on, most first. */
function largestParts(answers: readonly Answer[]): string {
  const names = new Set(answers.flatMap(({ parts }) => [...parts.keys()]));
  const medians = [...names].map(
    (name) => [name, median(answers.map(({ parts }) => parts.get(name) ?? 0))] as const,
  );
  medians.sort(([, a], [, b]) => b - a);
  return medians
    .slice(0, PARTS)
    .map(([name, ms]) => `${name} ${ms.toFixed(1)}`)
    .join(', ');
}

async function keyPresses(page: Page): Promise<void> {
  for (const query of QUERIES) {
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Delete');
    await page.waitForTimeout(PAUSE_MS);
    for (const letter of query) {
      await page.keyboard.type(letter);
      await page.waitForTimeout(PAUSE_MS);
    }
  }
  await page.keyboard.press('Escape');
}

async function filterChanges(page: Page): Promise<void> {
  for (let round = 0; round < 4; round++) {
    for (const [name, value] of [
      ['sort', 'games'],
      ['min', '10'],
      ['sort', 'name'],
      ['min', '30'],
      ['sort', 'useRate'],
      ['min', '0'],
      ['sort', 'rank'],
    ] as const) {
      await page.selectOption(`main select[name=${name}]`, value);
      await page.waitForTimeout(REST_MS);
    }
  }
}

/** Picks one and takes it back, again and again. */
async function draftPicks(page: Page, cdp: CDPSession): Promise<void> {
  for (let round = 0; round < 12; round++) {
    await tap(cdp, page.locator('[data-part=everyone] button[name=pick]').nth(round));
    await page.waitForTimeout(REST_MS);
    await tap(cdp, page.locator('[data-part=draft] button[name=drop]').first());
    await page.waitForTimeout(REST_MS);
  }
}

/** As a finger taps: it comes down, stays and goes. */
async function tap(cdp: CDPSession, on: Locator): Promise<void> {
  await on.scrollIntoViewIfNeeded();
  await on.page().waitForTimeout(PAUSE_MS);
  const box = await on.boundingBox();
  if (box === null) throw new Error('what is to be tapped is not seen');
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await on.page().waitForTimeout(HOLD_MS);
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
