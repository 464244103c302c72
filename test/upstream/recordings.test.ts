/** The site-wide table in what BrawlAPI really served in August 2025; skipped where the recording is not there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as layout from '../../kernel/layout/bundle.ts';
import { extract } from '../../src/kernel/reference/json/index.ts';
import {
  findSiteWide,
  type SiteWideMemory,
  type StatTable,
  signature,
} from '../../src/upstream/site-wide.ts';

const RECORDING = join(import.meta.dirname, '../../../shared/data/recordings/brawlapi-2025-08/brawlapi/v1');

/** The tables of a recorded answer. */
function tablesOf(kind: number, file: string): StatTable[] {
  const extracted = extract(kind, readFileSync(join(RECORDING, file)));
  if (!extracted.ok) throw new Error(`${file}: code ${extracted.code}`);
  // The heap of text comes last and may end between two words.
  const { buffer, length } = extracted.bytes.slice();
  const words = new Uint32Array(buffer, 0, length >>> 2);
  const word = (index: number) => words[index] ?? 0;
  const stats = word(layout.BH_STATS_OFF) / 4;
  return Array.from({ length: word(layout.BH_TABLES_COUNT) }, (_, i) => {
    const table = word(layout.BH_TABLES_OFF) / 4 + i * layout.TABLE_FIELDS;
    const first = stats + word(table + layout.TABLE_FIRST_STAT) * layout.STAT_FIELDS;
    const rows = words.slice(first, first + word(table + layout.TABLE_STAT_COUNT) * layout.STAT_FIELDS);
    return {
      mapId: word(table + layout.TABLE_MAP_ID),
      modeId: word(table + layout.TABLE_MODE_ID),
      rows,
      signature: signature(rows),
    };
  });
}

test.skipIf(!existsSync(RECORDING))('August 2025: 7 of the 22 event maps, and Temple Ruins alone', () => {
  const events = tablesOf(layout.KIND_EVENTS, 'events.json');
  const ruins = tablesOf(layout.KIND_MAP, 'maps/15000000.json');
  const hideout = tablesOf(layout.KIND_MAP, 'maps/15000022.json');
  expect(events).toHaveLength(22);
  const siteWide = [15000072, 15000931, 15000982, 15000991, 15000992, 15001057, 15001061];

  const memory: SiteWideMemory = { now: 1, fingerprints: [] };
  expect([...findSiteWide(events, memory)].sort()).toEqual(siteWide);
  expect([...findSiteWide([...events, ...ruins])].sort()).toEqual([15000000, ...siteWide]);

  // Temple Ruins has 5 of the 93 rows off by 0.1; by itself nothing but the memory gives it away.
  expect(findSiteWide([...ruins, ...hideout]).size).toBe(0);
  expect(findSiteWide([...ruins, ...hideout], memory)).toEqual(new Set([15000000]));
});
