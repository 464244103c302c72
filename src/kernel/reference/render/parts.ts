import * as layout from '../../../../kernel/layout/snapshot.ts';
import { DATA_NAMES } from '../../../shared/answers.ts';
import type { SnapshotView } from '../snapshot/view.ts';

/** What every answer says about where it comes from. */
export function provenance(view: SnapshotView) {
  return {
    data: DATA_NAMES[view.meta(layout.META_DATA)] ?? 'live',
    snapshot: view.hash,
    builtAt: new Date(view.builtAt).toISOString(),
  };
}

/** The address of a map: its name's slug, with the mode's where several maps have that name. */
export function mapSlug(view: SnapshotView, map: number): string {
  const slug = view.text(layout.S_MAP_SLUG, map);
  if (view.value(layout.S_MAP_FLAGS, map) & layout.MAP_FLAG_UNIQUE) return slug;
  return `${slug}-${view.text(layout.S_MODE_SLUG, view.value(layout.S_MAP_MODE, map))}`;
}

export function modeName(view: SnapshotView, map: number): string {
  return view.text(layout.S_MODE_NAME, view.value(layout.S_MAP_MODE, map));
}

/** 1/100 pp → tenths of a percent, half up. */
export function tenths(hundredths: number): number {
  return Math.floor((hundredths + 5) / 10);
}

/** 1/100 pp → percent with one decimal; null for NONE16. */
export function percent(hundredths: number): number | null {
  return hundredths === layout.NONE16 ? null : tenths(hundredths) / 10;
}

/** Difference of two rates as they are shown, so that what a reader subtracts is what stands there. */
export function lift(adjusted: number, baseline: number): number | null {
  return baseline === layout.NONE16 ? null : (tenths(adjusted) - tenths(baseline)) / 10;
}

export function count(value: number): number | null {
  return value === layout.NONE32 ? null : value;
}

export function interval(low: number, high: number): [number, number] | null {
  return low === layout.NONE16 || high === layout.NONE16 ? null : [tenths(low) / 10, tenths(high) / 10];
}

/** Epoch seconds → ISO 8601; null for 0. */
export function isoTime(seconds: number): string | null {
  return seconds === 0 ? null : new Date(seconds * 1000).toISOString();
}

/** Row of the board of a (map, bracket), or −1. */
export function findBoard(view: SnapshotView, map: number, bracket: number): number {
  const [from, to] = view.range(layout.S_MAP_BOARDS_AT, map);
  for (let board = from; board < to; board++) {
    if (view.value(layout.S_BOARD_BRACKET, board) === bracket) return board;
  }
  return -1;
}

/** Win rate in percent, one decimal: from the counts where they are our own, else as the source gave it. */
export function winRate(view: SnapshotView, board: number, cell: number): number | null {
  const games = view.value(layout.S_CELL_GAMES, cell);
  if (view.value(layout.S_BOARD_SOURCE, board) !== layout.BOARD_SOURCE_BATTLES || games === 0) {
    return percent(view.value(layout.S_CELL_WIN_RATE, cell));
  }
  return rateOf(view.value(layout.S_CELL_HALF_WINS, cell), games);
}

/** Half wins of games as percent with one decimal, half up, in integers. */
export function rateOf(halfWins: number, games: number): number {
  return Math.floor((halfWins * 1000 + games) / (2 * games)) / 10;
}
