import * as layout from '../../../../kernel/layout/snapshot.ts';
import type { SnapshotView } from '../snapshot/view.ts';

/** Row of the map with this game id (any of its ids) or slug, or −1. Slugs are lower-case. */
export function findMap(view: SnapshotView, key: string): number {
  if (/^[0-9]{1,10}$/.test(key)) {
    const alias = view.column(layout.S_ALIAS_ID).indexOf(Number(key));
    if (alias >= 0) return view.value(layout.S_ALIAS_MAP, alias);
  }
  let preferred = -1;
  for (let map = 0; map < view.count(layout.S_MAP_ID); map++) {
    const slug = view.text(layout.S_MAP_SLUG, map);
    if (slug === key && view.value(layout.S_MAP_FLAGS, map) & layout.MAP_FLAG_PREFERRED) preferred = map;
    if (`${slug}-${view.text(layout.S_MODE_SLUG, view.value(layout.S_MAP_MODE, map))}` === key) return map;
  }
  return preferred;
}

/** Row of the brawler with this id or slug, or −1. */
export function findBrawler(view: SnapshotView, key: string): number {
  for (let brawler = 0; brawler < view.count(layout.S_BRAWLER_ID); brawler++) {
    if (String(view.value(layout.S_BRAWLER_ID, brawler)) === key) return brawler;
    if (view.text(layout.S_BRAWLER_SLUG, brawler) === key) return brawler;
  }
  return -1;
}
