import * as layout from '../../../../kernel/layout/snapshot.ts';
import { TIER_NAMES } from '../../../shared/answers.ts';
import type { SnapshotView } from '../snapshot/view.ts';
import * as parts from './parts.ts';

/** Picks shown with an event. */
export const EVENT_TOP = 5;

/** The answer of `GET /api/events` at `now` (epoch seconds): what runs, then what comes; what is over is left out. */
export function renderEvents(view: SnapshotView, now: number): string {
  const active: RenderedEvent[] = [];
  const upcoming: RenderedEvent[] = [];
  for (let event = 0; event < view.count(layout.S_EVENT_START); event++) {
    if (view.value(layout.S_EVENT_END, event) <= now) continue;
    const runs = view.value(layout.S_EVENT_START, event) <= now;
    (runs ? active : upcoming).push(renderEvent(view, event));
  }
  return JSON.stringify({ ...parts.provenance(view), active, upcoming });
}

type RenderedEvent = ReturnType<typeof renderEvent>;

function renderEvent(view: SnapshotView, event: number) {
  const map = view.value(layout.S_EVENT_MAP, event);
  const known = map !== layout.NONE16;
  const modifier = view.text(layout.S_EVENT_MODIFIER, event);
  return {
    map: known
      ? {
          id: view.value(layout.S_MAP_ID, map),
          slug: parts.mapSlug(view, map),
          name: view.text(layout.S_MAP_NAME, map),
        }
      : null,
    mode: known ? parts.modeName(view, map) : null,
    slot: view.value(layout.S_EVENT_SLOT, event),
    startTime: parts.isoTime(view.value(layout.S_EVENT_START, event)),
    endTime: parts.isoTime(view.value(layout.S_EVENT_END, event)),
    predicted: (view.value(layout.S_EVENT_FLAGS, event) & layout.EVENT_FLAG_PREDICTED) !== 0,
    modifier: modifier === '' ? null : modifier,
    top: known ? topPicks(view, map) : [],
  };
}

/** The first rows of the map's ranking that have a tier: enough data to be recommended. */
function topPicks(view: SnapshotView, map: number) {
  const board = parts.findBoard(view, map, layout.BRACKET_ALL);
  if (board < 0) return [];
  const [from, to] = view.range(layout.S_BOARD_CELLS_AT, board);
  const top = [];
  for (let cell = from; cell < to && top.length < EVENT_TOP; cell++) {
    const tier = view.value(layout.S_CELL_TIER, cell) & ~layout.TIED_BIT;
    if (tier === layout.TIER_NONE) continue;
    const brawler = view.value(layout.S_CELL_BRAWLER, cell);
    const adjusted = view.value(layout.S_CELL_ADJUSTED, cell);
    top.push({
      id: view.value(layout.S_BRAWLER_ID, brawler),
      name: view.text(layout.S_BRAWLER_NAME, brawler),
      tier: TIER_NAMES[tier] ?? null,
      adjustedWinRate: parts.percent(adjusted),
      lift: parts.lift(adjusted, view.value(layout.S_BOARD_BASELINE, board)),
    });
  }
  return top;
}
