import * as layout from '../../../../kernel/layout/snapshot.ts';
import { MATCH_NAMES } from '../../../shared/answers.ts';
import { query as queryIndex } from '../search/index.ts';
import type { SnapshotView } from '../snapshot/view.ts';
import * as parts from './parts.ts';

const DAY_S = 86_400;

/** Byte per map: whether an event on it still runs, or starts, within the UTC day of `now` (epoch seconds). */
export function liveMaps(view: SnapshotView, now: number): Uint8Array {
  const live = new Uint8Array(view.count(layout.S_MAP_ID));
  const midnight = (Math.floor(now / DAY_S) + 1) * DAY_S;
  for (let event = 0; event < view.count(layout.S_EVENT_START); event++) {
    const map = view.value(layout.S_EVENT_MAP, event);
    if (map === layout.NONE16) continue;
    if (view.value(layout.S_EVENT_START, event) < midnight && view.value(layout.S_EVENT_END, event) > now)
      live[map] = 1;
  }
  return live;
}

/** The answer of `GET /api/search`: the best `limit` maps and brawlers for what the user typed. */
export function renderSearch(view: SnapshotView, query: string, limit: number, now: number): string {
  const live = liveMaps(view, now);
  const hits = queryIndex(view.column(layout.S_SEARCH) as Uint8Array, query, live, limit);
  return JSON.stringify({
    ...parts.provenance(view),
    maps: hits.maps.map(({ index, tier }) => ({
      id: view.value(layout.S_MAP_ID, index),
      name: view.text(layout.S_MAP_NAME, index),
      slug: parts.mapSlug(view, index),
      mode: parts.modeName(view, index),
      activeToday: live[index] === 1,
      match: MATCH_NAMES[tier],
    })),
    brawlers: hits.brawlers.map(({ index, tier }) => ({
      id: view.value(layout.S_BRAWLER_ID, index),
      name: view.text(layout.S_BRAWLER_NAME, index),
      slug: view.text(layout.S_BRAWLER_SLUG, index),
      match: MATCH_NAMES[tier],
    })),
  });
}
