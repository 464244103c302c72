/** Every answer that a snapshot can give, by the reference and by the kernel, for comparison. */
import * as layout from '../../../kernel/layout/snapshot.ts';
import { renderBrawler } from '../../../src/kernel/reference/render/brawler.ts';
import { renderEvents } from '../../../src/kernel/reference/render/events.ts';
import { renderBrawlers, renderMaps, renderModes } from '../../../src/kernel/reference/render/lists.ts';
import { renderMap } from '../../../src/kernel/reference/render/map.ts';
import { renderSearch } from '../../../src/kernel/reference/render/search.ts';
import type { SnapshotView } from '../../../src/kernel/reference/snapshot/view.ts';
import { SORT_NAMES } from '../../../src/shared/answers.ts';
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
  yield* listQuestions(view, driver);
}
