/**
 * From a key press, a filter or a pick to what is painted. Two parts are added up: the handlers of the event, and the frame that shows
 * what they did (style, layout, paint). The wait for that frame to begin, at 60 Hz up to 16.7 ms, belongs to the screen.
 */
import type { Browser, Page } from 'playwright-core';
import { type BenchResult, budget, median } from '../harness.ts';
import { CPU_FACTOR, newPhone } from './phone.ts';
import { NAMES } from './world.ts';

const LIMIT_MS = 16;
/** the first ones warm the compiler, as the first letters of a word do */
const WARM_UP = 8;
const PAUSE_MS = 120;

interface Answer {
  readonly handlers: number;
  readonly frame: number;
}

const QUERIES = ['bagale', 'dri fang', 'shelco', 'pri ho', 'jakilou', 'tymee no', 'el ba', 'galeho'];

export async function answerResults(browser: Browser, url: string, map: string): Promise<BenchResult[]> {
  const { page, context } = await newPhone(browser, 'local');
  try {
    await page.goto(`${url}/map/${map}`);
    await page.waitForSelector('html[data-engine]', { state: 'attached' });
    await page.evaluate(listen);
    const keys = await keyPresses(page);
    const filters = await filterChanges(page);
    return [
      result('web.search.key', keys, `${NAMES} names, ${keys.length} key presses`),
      result(
        'web.filter',
        filters,
        `ranking of 100 rows, ${filters.length} changes of the minimum and the order`,
      ),
    ];
  } finally {
    await context.close();
  }
}

function result(id: string, all: readonly Answer[], what: string): BenchResult {
  const answers = all.slice(WARM_UP);
  const times = answers.map(({ handlers, frame }) => handlers + frame).sort((a, b) => a - b);
  const p95 = times[Math.floor(0.95 * times.length)] ?? Number.NaN;
  const parts = `handlers ${median(answers.map(({ handlers }) => handlers)).toFixed(1)}, frame ${median(answers.map(({ frame }) => frame)).toFixed(1)}`;
  return budget(
    id,
    median(times),
    LIMIT_MS,
    'ms',
    `median; p95 ${p95.toFixed(1)}; ${parts}; ${what}; ${CPU_FACTOR} × CPU`,
  );
}

async function keyPresses(page: Page): Promise<Answer[]> {
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
  return taken(page);
}

async function filterChanges(page: Page): Promise<Answer[]> {
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
  return taken(page);
}

/** What was noted since the last time. */
function taken(page: Page): Promise<Answer[]> {
  return page.evaluate(() => (window as unknown as { answers: Answer[] }).answers.splice(0));
}

/** Runs in the page: notes how long each input takes to be handled, and the frame after it. */
function listen(): void {
  const answers: Answer[] = [];
  (window as unknown as { answers: Answer[] }).answers = answers;
  for (const type of ['input', 'change']) {
    let began = 0;
    addEventListener(
      type,
      () => {
        began = performance.now();
      },
      true,
    );
    addEventListener(type, (event) => {
      const isSelect = event.target instanceof HTMLSelectElement;
      // A choice from a list fires both; it is answered at the second.
      if (isSelect !== (type === 'change')) return;
      const handlers = performance.now() - began;
      requestAnimationFrame(() => {
        const start = performance.now();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => answers.push({ handlers, frame: performance.now() - start });
        port2.postMessage(null);
      });
    });
  }
}
