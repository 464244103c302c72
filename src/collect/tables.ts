import * as layout from '../../kernel/layout/bundle.ts';
import { BundleView } from '../shared/bundle.ts';
import { TEXT_ROWS } from './rows.ts';

/** One map's statistics, cut out of the bundle that brought them. */
export interface MapTable {
  readonly mapId: number;
  readonly modeId: number;
  /** a bundle that holds this table and nothing else */
  readonly bundle: Uint8Array;
}

/** About ten times the brawlers there are: a table with more rows is broken, or an attack, and is left out. */
const MAX_STAT_ROWS = 1_000;
const MAX_TEAM_ROWS = 10_000;

/** The tables of a bundle, each as a bundle of its own, so that each can be kept as long as it is the newest. */
export function splitTables(bytes: Uint8Array): MapTable[] {
  const view = new BundleView(bytes);
  return [...view.tables()].filter(isPlausible).map((table) => ({
    mapId: table[layout.TABLE_MAP_ID] ?? 0,
    modeId: table[layout.TABLE_MODE_ID] ?? 0,
    bundle: tableBundle(table, view.stats(table), view.teams(table)),
  }));
}

function isPlausible(table: Uint32Array): boolean {
  const stats = table[layout.TABLE_STAT_COUNT] ?? 0;
  const teams = table[layout.TABLE_TEAM_COUNT] ?? 0;
  return stats <= MAX_STAT_ROWS && teams <= MAX_TEAM_ROWS;
}

function tableBundle(table: Uint32Array, stats: Uint32Array, teams: Uint32Array): Uint8Array {
  const header = layout.BUNDLE_HEADER_FIELDS;
  const statsAt = header + table.length;
  const teamsAt = statsAt + stats.length;
  const end = teamsAt + teams.length;
  const words = new Uint32Array(end);
  words[layout.BH_MAGIC] = layout.BUNDLE_MAGIC;
  words[layout.BH_LENGTH] = end * 4;
  words[layout.BH_KIND] = layout.KIND_MAP;
  for (let field = layout.BH_MAPS_OFF; field <= layout.BH_TABLES_OFF; field += 2) words[field] = header * 4;
  words[layout.BH_TABLES_COUNT] = 1;
  words[layout.BH_STATS_OFF] = statsAt * 4;
  words[layout.BH_STATS_COUNT] = stats.length / layout.STAT_FIELDS;
  words[layout.BH_TEAMS_OFF] = teamsAt * 4;
  words[layout.BH_TEAMS_COUNT] = teams.length / layout.TEAM_FIELDS;
  words[layout.BH_HEAP_OFF] = end * 4;
  words.set(table, header);
  words[header + layout.TABLE_FIRST_STAT] = 0;
  words[header + layout.TABLE_FIRST_TEAM] = 0;
  words.set(stats, statsAt);
  words.set(teams, teamsAt);
  return new Uint8Array(words.buffer);
}

/** The stat rows of a one-table bundle. */
export function tableRows(bundle: Uint8Array): Uint32Array {
  const view = new BundleView(bundle);
  const [table] = view.tables();
  return table === undefined ? new Uint32Array() : view.stats(table);
}

/** The mode of a one-table bundle, 0 where unknown. */
export function tableMode(bundle: Uint8Array): number {
  const [table] = new BundleView(bundle).tables();
  return table?.[layout.TABLE_MODE_ID] ?? 0;
}

/** A copy of a one-table bundle, marked as the upstream's site-wide table. */
export function markSiteWide(bundle: Uint8Array): Uint8Array {
  const words = new Uint32Array(bundle.slice().buffer);
  const flags = layout.BUNDLE_HEADER_FIELDS + layout.TABLE_FLAGS;
  words[flags] = (words[flags] ?? 0) | layout.TABLE_SITE_WIDE;
  return new Uint8Array(words.buffer);
}

/**
 * The same bundle without its tables; itself where it has none. They stand between the other rows and the text, so the
 * text moves up.
 */
export function withoutTables(bytes: Uint8Array): Uint8Array {
  const view = new BundleView(bytes);
  const start = view.header(layout.BH_TABLES_OFF);
  const cut = view.header(layout.BH_HEAP_OFF) - start;
  if (cut === 0) return bytes;
  const out = new Uint8Array(bytes.length - cut);
  out.set(bytes.subarray(0, start));
  out.set(bytes.subarray(start + cut), start);
  const words = new Uint32Array(out.buffer, 0, out.length >>> 2);
  words[layout.BH_LENGTH] = out.length;
  for (const field of [layout.BH_TABLES_OFF, layout.BH_STATS_OFF, layout.BH_TEAMS_OFF]) {
    words[field] = start;
    words[field + 1] = 0;
  }
  words[layout.BH_HEAP_OFF] = start;
  const moved = new BundleView(out);
  for (const kind of TEXT_ROWS) {
    for (const row of moved.rows(kind.offset, kind.count, kind.fields)) {
      for (const field of kind.texts) if (row[field + 1] !== 0) row[field] = (row[field] ?? 0) - cut;
    }
  }
  return out;
}
