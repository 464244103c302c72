import * as bundle from '../../../../kernel/layout/bundle.ts';
import { NONE32 } from '../../../../kernel/layout/snapshot.ts';
import { COUNT_CELLS, FIRST_BRAWLER_ID } from '../../../../kernel/layout/tally.ts';
import type { BundleView } from '../../../shared/bundle.ts';
import { type SumsView, sumsOf } from './sums.ts';
import { displayName, keyOf, slugOf } from './text.ts';

export interface Brawler {
  id: number;
  name: string;
  slug: string;
  className: string;
  rarity: string;
  color: number;
  flags: number;
}

/** The brawlers listed, and those that only statistics and counts name; by id. */
export function readBrawlers(bundles: readonly BundleView[], sums: readonly SumsView[]): Brawler[] {
  const brawlers = new Map<number, Brawler>();
  for (const view of bundles) {
    for (const row of view.brawlers()) {
      const flags = row[bundle.BRAWLER_FLAGS] ?? 0;
      const id = row[bundle.BRAWLER_ID] ?? 0;
      const name = displayName(view.text(row, bundle.BRAWLER_NAME_OFF), flags);
      brawlers.set(id, {
        id,
        name,
        slug: slugOf(keyOf(name)) || `brawler-${id}`,
        className: view.text(row, bundle.BRAWLER_CLASS_OFF),
        rarity: view.text(row, bundle.BRAWLER_RARITY_OFF),
        color: row[bundle.BRAWLER_COLOR] ?? NONE32,
        flags: flags & bundle.FLAG_UNRELEASED,
      });
    }
  }
  for (const id of brawlersOfStatistics(bundles, sums)) if (!brawlers.has(id)) brawlers.set(id, unlisted(id));
  return [...brawlers.values()].sort((a, b) => a.id - b.id);
}

/** The brawlers that statistics and counts speak of. Id and code 0 are nobody. */
function* brawlersOfStatistics(bundles: readonly BundleView[], sums: readonly SumsView[]): Generator<number> {
  for (const view of bundles) {
    for (const table of view.tables()) {
      if ((table[bundle.TABLE_FLAGS] ?? 0) & bundle.TABLE_SITE_WIDE) continue;
      const rows = view.stats(table);
      for (let i = bundle.STAT_BRAWLER; i < rows.length; i += bundle.STAT_FIELDS) {
        if (rows[i] !== 0) yield rows[i] ?? 0;
      }
    }
  }
  for (const { a } of sumsOf(sums, COUNT_CELLS)?.rows() ?? []) if (a !== 0) yield FIRST_BRAWLER_ID + a - 1;
}

/** Statistics may speak of a brawler that the list doesn't have yet: it gets its number for a name. */
function unlisted(id: number): Brawler {
  return {
    id,
    name: `#${id}`,
    slug: `brawler-${id}`,
    className: '',
    rarity: '',
    color: NONE32,
    flags: bundle.FLAG_UNLISTED,
  };
}
