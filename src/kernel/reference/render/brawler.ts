import * as layout from '../../../../kernel/layout/snapshot.ts';
import { BRACKET_NAMES } from '../../../shared/answers.ts';
import type { SnapshotView } from '../snapshot/view.ts';
import { renderEffects } from './effects.ts';
import { brawlerFacts } from './lists.ts';
import { cellNumbers } from './map.ts';
import * as parts from './parts.ts';
import { brawlerTrends } from './trends.ts';

export interface BrawlerOptions {
  /** index into BRACKET_NAMES */
  bracket: number;
  /** maps with fewer games are left out; maps without counts too, where it is over 0 */
  min: number;
  /** at most this many maps, 0 for all */
  limit: number;
}

/** The answer of `GET /api/brawler/:id` for row `brawler`: its maps, highest lift first. */
export function renderBrawler(view: SnapshotView, brawler: number, options: BrawlerOptions): string {
  const [from, to] = view.range(layout.S_BEST_AT, brawler);
  const bestMaps = [];
  for (let i = from; i < to; i++) {
    if (options.limit > 0 && bestMaps.length === options.limit) break;
    const board = view.value(layout.S_BEST_BOARD, i);
    const cell = view.value(layout.S_BEST_CELL, i);
    const games = view.value(layout.S_CELL_GAMES, cell);
    if (view.value(layout.S_BOARD_BRACKET, board) !== options.bracket) continue;
    if (options.min > 0 && (games === layout.NONE32 || games < options.min)) continue;
    const map = view.value(layout.S_BOARD_MAP, board);
    bestMaps.push({
      id: view.value(layout.S_MAP_ID, map),
      map: view.text(layout.S_MAP_NAME, map),
      slug: parts.mapSlug(view, map),
      mode: parts.modeName(view, map),
      ...cellNumbers(view, board, cell),
    });
  }
  return JSON.stringify({
    ...brawlerFacts(view, brawler),
    ...parts.provenance(view),
    bracket: BRACKET_NAMES[options.bracket],
    bestMaps,
    pairs: renderEffects(view, brawler, layout.S_PAIR_AT),
    matchups: renderEffects(view, brawler, layout.S_MATCHUP_AT),
    trends: brawlerTrends(view, brawler),
  });
}
