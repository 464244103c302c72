import * as layout from '../../../kernel/layout/series.ts';
import { type Section, viewOf } from './sections.ts';

/**
 * The section of trends without its lists: what each brawler does in each mode stays, for the rows of maps; series, changes and
 * shifts go, which are asked from the API.
 */
export function withoutSeries(trends: Section, brawlers: number, modes: number): Section {
  const view = viewOf(trends.bytes);
  const days = view.getUint32(4 * layout.TH_DAYS, true);
  if (days === 0) return trends;
  const grid = trends.bytes.subarray(trends.bytes.length - brawlers * modes);
  const lists = 4 * (layout.TRENDS_FIELDS + (brawlers + 1) * layout.TB_FIELDS);
  const bytes = new Uint8Array(lists + grid.length);
  viewOf(bytes).setUint32(4 * layout.TH_FIRST, view.getUint32(4 * layout.TH_FIRST, true), true);
  viewOf(bytes).setUint32(4 * layout.TH_DAYS, days, true);
  bytes.set(grid, lists);
  return { ...trends, count: bytes.length, bytes };
}
