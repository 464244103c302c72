/** Bundles made by the reference extractor, and what of them can be compared. */
import * as layout from '../../kernel/layout/bundle.ts';
import { extract } from '../../src/kernel/reference/json/index.ts';
import { BundleView } from '../../src/shared/bundle.ts';

const encoder = new TextEncoder();

/** The bundle of an answer. */
export function bundleOf(kind: number, answer: unknown): Uint8Array {
  const result = extract(kind, encoder.encode(JSON.stringify(answer)));
  if (!result.ok) throw new Error(`code ${result.code}`);
  return result.bytes;
}

export interface NamedRow {
  readonly id: number;
  readonly name: string;
}

/** A `/maps` list. */
export function mapList(rows: readonly NamedRow[]): Uint8Array {
  const gameMode = { scId: 48_000_003, name: 'Kopfgeldjagd' };
  return bundleOf(layout.KIND_MAPS, {
    list: rows.map((row) => ({ ...row, gameMode, credit: `by ${row.id}` })),
  });
}

export function brawlerList(rows: readonly NamedRow[]): Uint8Array {
  const rarity = { id: 3, name: 'Épique', color: '#b116ed' };
  return bundleOf(layout.KIND_BRAWLERS, {
    list: rows.map((row) => ({ ...row, class: { name: 'Tank' }, rarity })),
  });
}

/** A `/gamemodes` list; a row with id 0 is one of 2022, without an official id. */
export function modeList(rows: readonly NamedRow[]): Uint8Array {
  return bundleOf(layout.KIND_MODES, {
    list: rows.map(({ id, name }) => ({
      ...(id === 0 ? { id: 21 } : { scId: id }),
      name,
      scHash: `key${id}`,
    })),
  });
}

/** Rows as they read, whatever their place in the bundle. */
export function readMaps(bundle: Uint8Array) {
  const view = new BundleView(bundle);
  return [...view.maps()].map((row) => ({
    id: row[layout.MAP_ID],
    modeId: row[layout.MAP_MODE_ID],
    name: view.text(row, layout.MAP_NAME_OFF),
    mode: view.text(row, layout.MAP_MODE_NAME_OFF),
    credit: view.text(row, layout.MAP_CREDIT_OFF),
  }));
}

export function readBrawlers(bundle: Uint8Array) {
  const view = new BundleView(bundle);
  return [...view.brawlers()].map((row) => ({
    id: row[layout.BRAWLER_ID],
    name: view.text(row, layout.BRAWLER_NAME_OFF),
    class: view.text(row, layout.BRAWLER_CLASS_OFF),
    rarity: view.text(row, layout.BRAWLER_RARITY_OFF),
    color: row[layout.BRAWLER_COLOR],
  }));
}

export function readModes(bundle: Uint8Array) {
  const view = new BundleView(bundle);
  return [...view.modes()].map((row) => ({
    id: row[layout.MODE_ID],
    name: view.text(row, layout.MODE_NAME_OFF),
    key: view.text(row, layout.MODE_KEY_OFF),
  }));
}

export function readEvents(bundle: Uint8Array) {
  const view = new BundleView(bundle);
  return [...view.events()].map((row) => ({
    map: row[layout.EVENT_MAP_ID],
    flags: row[layout.EVENT_FLAGS],
    start: row[layout.EVENT_START],
    end: row[layout.EVENT_END],
    modifier: view.text(row, layout.EVENT_MODIFIER_OFF),
  }));
}
