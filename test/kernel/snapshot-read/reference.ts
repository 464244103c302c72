import { E_SNAPSHOT_BOUNDS } from '../../../kernel/layout/errors.ts';
import * as layout from '../../../kernel/layout/snapshot.ts';
import { check } from '../../../src/kernel/reference/search/index.ts';
import { openSnapshot, type SnapshotView } from '../../../src/kernel/reference/snapshot/view.ts';

/** The reference's verdict on a snapshot: 0 or an error code. The kernel checks the search index in one go with it. */
export function verdict(snapshot: Uint8Array): number {
  const opened = openSnapshot(snapshot);
  if (!opened.ok) return opened.code;
  const { view } = opened;
  const index = view.column(layout.S_SEARCH) as Uint8Array;
  const isSound = check(index, view.count(layout.S_MAP_ID), view.count(layout.S_BRAWLER_ID)) === 0;
  return isSound ? 0 : E_SNAPSHOT_BOUNDS;
}

/** An opened snapshot. Throws where the reference refuses it. */
export function viewOf(snapshot: Uint8Array): SnapshotView {
  const opened = openSnapshot(snapshot);
  if (!opened.ok) throw new Error(`the reference refuses the snapshot with ${opened.code}`);
  return opened.view;
}
