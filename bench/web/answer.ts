/**
 * From a key press, a filter or a pick to painted results: the main thread's own time for handling the event, and for style, layout and
 * paint of the first frame after it. That what is in sight is final in that frame is held by test/browser/ranking.test.ts; what goes on
 * afterwards, out of sight, is told beside it. Taken from the browser's trace, in time of the thread: on a machine with busy neighbours time by the
 * clock would measure them too. The wait for the frame to begin, at 60 Hz up to 16.7 ms, belongs to the screen.
 */
import type { Browser, Page } from 'playwright-core';
import { type BenchResult, budget, median } from '../harness.ts';
import { CPU_FACTOR, newPhone } from './phone.ts';
import { NAMES } from './world.ts';

const LIMIT_MS = 16;
/** the first ones warm the compiler, as the first letters of a word do */
const WARM_UP = 8;
const PAUSE_MS = 120;
/** the renderer is there, and the page at rest */
const SETTLE_MS = 2_000;
/** a frame that is later belongs to something else */
const LATEST_US = 300_000;

/** ms of the thread */
interface Answer {
  readonly handlers: number;
  /** of the first frame */
  readonly frame: number;
  /** style, layout and paint of the frames after it, until the next event or LATEST_US */
  readonly later: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** µs */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly type?: string } };
}

/** What a frame consists of, on the main thread. What styles or lays out after a paint is the next one's. */
const FRAME = new Set(['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit']);
const BEGINS = new Set(['UpdateLayoutTree', 'Layout']);

const QUERIES = ['bagale', 'dri fang', 'shelco', 'pri ho', 'jakilou', 'tymee no', 'el ba', 'galeho'];

export async function answerResults(browser: Browser, url: string, map: string): Promise<BenchResult[]> {
  const { page, context } = await newPhone(browser, 'local');
  const traced = async (type: string, work: () => Promise<void>) => {
    await browser.startTracing(page, { categories: ['devtools.timeline'] });
    await work();
    return answersOf(await browser.stopTracing(), type);
  };
  try {
    await page.goto(`${url}/map/${map}`);
    await page.waitForSelector('html[data-engine]', { state: 'attached' });
    await page.focus('main select[name=min]');
    await page.waitForTimeout(SETTLE_MS);
    const keys = await traced('input', () => keyPresses(page));
    const filters = await traced('change', () => filterChanges(page));
    await page.goto(`${url}/draft?map=${map}`);
    await page.waitForSelector('html[data-engine]', { state: 'attached' });
    await page.hover('main form[data-part=draft]');
    await page.waitForTimeout(SETTLE_MS);
    const picks = await traced('click', () => draftPicks(page));
    return [
      result('web.search.key', keys, `${NAMES} names, ${keys.length} key presses`),
      result(
        'web.filter',
        filters,
        `ranking of 100 rows, ${filters.length} changes of the minimum and the order`,
      ),
      result('web.draft.pick', picks, `${picks.length} picks and removals among 100 brawlers`),
    ];
  } finally {
    await context.close();
  }
}

function result(id: string, all: readonly Answer[], what: string): BenchResult {
  const answers = all.slice(Math.min(WARM_UP, Math.floor(all.length / 4)));
  const times = answers.map(({ handlers, frame }) => handlers + frame).sort((a, b) => a - b);
  const p95 = times[Math.floor(0.95 * times.length)] ?? Number.NaN;
  const parts = `handlers ${median(answers.map(({ handlers }) => handlers)).toFixed(1)}, frame ${median(answers.map(({ frame }) => frame)).toFixed(1)}; frames afterwards ${median(answers.map(({ later }) => later)).toFixed(1)}`;
  return budget(
    id,
    median(times),
    LIMIT_MS,
    'ms',
    `median; p95 ${p95.toFixed(1)}; ${parts}; ${what}; ${CPU_FACTOR} × CPU`,
  );
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
      await page.waitForTimeout(2 * PAUSE_MS);
    }
  }
}

/** Picks one and takes it back, again and again. */
async function draftPicks(page: Page): Promise<void> {
  for (let round = 0; round < 12; round++) {
    await page.locator('[data-part=everyone] button[name=pick]').nth(round).click();
    await page.waitForTimeout(3 * PAUSE_MS);
    await page.locator('[data-part=draft] button[name=drop]').first().click();
    await page.waitForTimeout(3 * PAUSE_MS);
  }
}

/** Each event of a type, and the frame after it, in a trace. */
function answersOf(trace: Buffer, type: string): Answer[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const asked = traceEvents
    .filter((event) => event.name === 'EventDispatch' && event.args?.data?.type === type)
    .sort((a, b) => a.ts - b.ts);
  const [first] = asked;
  const main = traceEvents.filter(
    (event) => event.ph === 'X' && event.pid === first?.pid && event.tid === first.tid,
  );
  return asked.map((event, i) => {
    const end = Math.min(asked[i + 1]?.ts ?? Number.POSITIVE_INFINITY, event.ts + LATEST_US);
    // Layout that a handler asks for is within it.
    const after = event.ts + (event.dur ?? 0);
    const parts = main.filter(({ name, ts }) => FRAME.has(name) && ts >= after && ts < end);
    const painted = Math.min(...parts.filter(({ name }) => name === 'Paint').map(({ ts }) => ts));
    const next = Math.min(
      ...parts.filter(({ name, ts }) => BEGINS.has(name) && ts > painted).map(({ ts }) => ts),
    );
    const sum = (of: readonly TraceEvent[]) =>
      of.reduce((ms, { tdur, dur }) => ms + (tdur ?? dur ?? 0) / 1000, 0);
    return {
      handlers: (event.tdur ?? event.dur ?? 0) / 1000,
      frame: sum(parts.filter(({ ts }) => ts < next)),
      later: sum(parts.filter(({ ts }) => ts >= next)),
    };
  });
}
