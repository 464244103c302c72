/** Every answer that a snapshot can give, by the reference and by the kernel, for comparison. */
import * as layout from '../../../kernel/layout/snapshot.ts';
import type { DraftOptions } from '../../../src/kernel/port.ts';
import { renderBrawler } from '../../../src/kernel/reference/render/brawler.ts';
import { renderDraft } from '../../../src/kernel/reference/render/draft.ts';
import { renderEvents } from '../../../src/kernel/reference/render/events.ts';
import { renderBrawlers, renderMaps, renderModes } from '../../../src/kernel/reference/render/lists.ts';
import { renderMap } from '../../../src/kernel/reference/render/map.ts';
import { renderSearch } from '../../../src/kernel/reference/render/search.ts';
import { renderTrend, renderTrends } from '../../../src/kernel/reference/render/trends.ts';
import type { SnapshotView } from '../../../src/kernel/reference/snapshot/view.ts';
import { SORT_NAMES } from '../../../src/shared/answers.ts';
import type { Format } from '../../../src/shared/formats.ts';
import { createRandom, type Random } from '../../../upstream-sim/random.ts';
import { MOMENTS } from './columns.ts';
import type { Driver } from './driver.ts';

/** One question: its name, and how either side answers it. */
export interface Question {
  readonly name: string;
  reference(): string;
  kernel(): string | number;
}

/** min and limit of rows */
const CUTS = [
  [0, 0],
  [10, 0],
  [0, 3],
  [5000, 2],
] as const;
const FORMATS: readonly Format[] = [
  { size: 3, hasEnemies: true, playsTogether: true },
  { size: 5, hasEnemies: true, playsTogether: true },
  { size: 3, hasEnemies: true, playsTogether: false },
  { size: 2, hasEnemies: false, playsTogether: true },
  { size: 1, hasEnemies: false, playsTogether: true },
];
const QUERIES = ['', 'a', 'shelly', 'hard rok', 'exactly', 'ハード', '\u0000"\\', 'zzzz'] as const;

export function* mapQuestions(
  view: SnapshotView,
  driver: Driver,
  maps: Iterable<number>,
): Generator<Question> {
  for (const map of maps) {
    for (let bracket = 0; bracket < layout.BRACKET_COUNT; bracket++) {
      for (let sort = 0; sort < SORT_NAMES.length; sort++) {
        for (const [min, limit] of CUTS) {
          yield {
            name: `map ${map}, bracket ${bracket}, sort ${SORT_NAMES[sort]}, min ${min}, limit ${limit}`,
            reference: () => renderMap(view, map, { bracket, min, limit, sort }),
            kernel: () => driver.renderMap(map, bracket, min, limit, sort),
          };
        }
      }
    }
  }
}

export function* brawlerQuestions(view: SnapshotView, driver: Driver): Generator<Question> {
  for (let brawler = 0; brawler < view.count(layout.S_BRAWLER_ID); brawler++) {
    for (let bracket = 0; bracket < layout.BRACKET_COUNT; bracket++) {
      for (const [min, limit] of CUTS) {
        yield {
          name: `brawler ${brawler}, bracket ${bracket}, min ${min}, limit ${limit}`,
          reference: () => renderBrawler(view, brawler, { bracket, min, limit }),
          kernel: () => driver.renderBrawler(brawler, bracket, min, limit),
        };
      }
    }
  }
}

/** Drafts of all shapes: brawlers drawn at random, some on both sides, some of which nothing is known. */
export function* draftQuestions(
  view: SnapshotView,
  driver: Driver,
  maps: Iterable<number>,
  random: Random,
): Generator<Question> {
  const brawlers = view.count(layout.S_BRAWLER_ID);
  const below = (limit: number) => Math.floor(random.float() * limit);
  const some = (most: number) =>
    Array.from({ length: brawlers === 0 ? 0 : below(most + 1) }, () => below(brawlers));
  for (const map of maps) {
    for (const format of FORMATS) {
      const options: DraftOptions = {
        bracket: below(layout.BRACKET_COUNT),
        format,
        allies: some(format.size),
        enemies: some(format.size),
        bans: some(4),
        pool: below(3) === 0 ? some(6) : null,
        limit: below(2) ? 0 : 1 + below(5),
      };
      yield {
        name: `draft on map ${map}: ${JSON.stringify(options)}`,
        reference: () => renderDraft(view, map, options),
        kernel: () => driver.renderDraft(map, options),
      };
    }
  }
}

export function* trendQuestions(view: SnapshotView, driver: Driver): Generator<Question> {
  for (let brawler = 0; brawler < view.count(layout.S_BRAWLER_ID); brawler++) {
    yield {
      name: `trend of brawler ${brawler}`,
      reference: () => renderTrend(view, brawler),
      kernel: () => driver.renderTrend(brawler),
    };
  }
  yield { name: 'trends', reference: () => renderTrends(view), kernel: () => driver.renderTrends() };
}

export function* listQuestions(view: SnapshotView, driver: Driver): Generator<Question> {
  yield { name: 'maps', reference: () => renderMaps(view), kernel: () => driver.renderMaps() };
  yield { name: 'brawlers', reference: () => renderBrawlers(view), kernel: () => driver.renderBrawlers() };
  yield { name: 'modes', reference: () => renderModes(view), kernel: () => driver.renderModes() };
  for (const now of MOMENTS) {
    yield {
      name: `events at ${now}`,
      reference: () => renderEvents(view, now),
      kernel: () => driver.renderEvents(now),
    };
    for (const query of QUERIES) {
      yield {
        name: `search for ${JSON.stringify(query)} at ${now}`,
        reference: () => renderSearch(view, query, 8, now),
        kernel: () => driver.renderSearch(query, 8, now),
      };
    }
  }
}

export function* allQuestions(view: SnapshotView, driver: Driver): Generator<Question> {
  yield* mapQuestions(
    view,
    driver,
    Array.from({ length: view.count(layout.S_MAP_ID) }, (_, map) => map),
  );
  yield* brawlerQuestions(view, driver);
  for (let seed = 0; seed < 4; seed++) {
    yield* draftQuestions(view, driver, view.column(layout.S_MAP_ID).keys(), createRandom(seed));
  }
  yield* trendQuestions(view, driver);
  yield* listQuestions(view, driver);
}
