import * as bundle from '../../../../kernel/layout/bundle.ts';
import * as layout from '../../../../kernel/layout/snapshot.ts';
import type { SnapshotView } from '../snapshot/view.ts';
import * as parts from './parts.ts';

/** The answer of `GET /api/maps`: one entry a (name, mode), by slug. */
export function renderMaps(view: SnapshotView): string {
  const maps = Array.from({ length: view.count(layout.S_MAP_ID) }, (_, map) => {
    const [from, to] = view.range(layout.S_MAP_IDS_AT, map);
    const board = parts.findBoard(view, map, layout.BRACKET_ALL);
    return {
      id: view.value(layout.S_MAP_ID, map),
      ids: [...view.column(layout.S_MAP_IDS).subarray(from, to)],
      slug: parts.mapSlug(view, map),
      name: view.text(layout.S_MAP_NAME, map),
      mode: parts.modeName(view, map),
      disabled: (view.value(layout.S_MAP_FLAGS, map) & layout.MAP_FLAG_DISABLED) !== 0,
      battles: board < 0 ? null : parts.count(view.value(layout.S_BOARD_BATTLES, board)),
      hasData: board >= 0 && hasCells(view, board),
    };
  });
  return JSON.stringify({ ...parts.provenance(view), maps });
}

function hasCells(view: SnapshotView, board: number): boolean {
  const [from, to] = view.range(layout.S_BOARD_CELLS_AT, board);
  return to > from;
}

/** The answer of `GET /api/brawlers`, by id: those of the upstream's list. */
export function renderBrawlers(view: SnapshotView): string {
  const rows = [...view.column(layout.S_BRAWLER_FLAGS).keys()];
  const listed = rows.filter((row) => (view.value(layout.S_BRAWLER_FLAGS, row) & bundle.FLAG_UNLISTED) === 0);
  const brawlers = listed.map((brawler) => brawlerFacts(view, brawler));
  return JSON.stringify({ ...parts.provenance(view), brawlers });
}

/** What the catalogue says about a brawler. */
export function brawlerFacts(view: SnapshotView, brawler: number) {
  const orNull = (text: string) => (text === '' ? null : text);
  return {
    id: view.value(layout.S_BRAWLER_ID, brawler),
    name: view.text(layout.S_BRAWLER_NAME, brawler),
    slug: view.text(layout.S_BRAWLER_SLUG, brawler),
    class: orNull(view.text(layout.S_BRAWLER_CLASS, brawler)),
    rarity: orNull(view.text(layout.S_BRAWLER_RARITY, brawler)),
    color: hexColor(view.value(layout.S_BRAWLER_COLOR, brawler)),
    released: (view.value(layout.S_BRAWLER_FLAGS, brawler) & bundle.FLAG_UNRELEASED) === 0,
  };
}

/** The answer of `GET /api/modes`, by id; `maps` counts (name, mode) pairs. */
export function renderModes(view: SnapshotView): string {
  const maps = new Map<number, number>();
  for (const mode of view.column(layout.S_MAP_MODE)) maps.set(mode, (maps.get(mode) ?? 0) + 1);
  const modes = Array.from({ length: view.count(layout.S_MODE_ID) }, (_, mode) => {
    const key = view.text(layout.S_MODE_KEY, mode);
    return {
      id: view.value(layout.S_MODE_ID, mode),
      name: view.text(layout.S_MODE_NAME, mode),
      slug: view.text(layout.S_MODE_SLUG, mode),
      key: key === '' ? null : key,
      color: hexColor(view.value(layout.S_MODE_COLOR, mode)),
      disabled: (view.value(layout.S_MODE_FLAGS, mode) & bundle.FLAG_DISABLED) !== 0,
      maps: maps.get(mode) ?? 0,
    };
  });
  return JSON.stringify({ ...parts.provenance(view), modes });
}

function hexColor(color: number): string | null {
  return color > 0xff_ff_ff ? null : `#${color.toString(16).padStart(6, '0')}`;
}
