import type { DraftAnswer, DraftBrawler } from '../../shared/wire.ts';
import type { PageContext } from '../page.ts';
import type { DraftState, Side } from './state.ts';

/** The kernel's answer to a draft on a map; null where it can't give one. */
export function readDraft(
  _context: PageContext,
  _map: number,
  _state: DraftState,
  _picked: Readonly<Record<Side, readonly DraftBrawler[]>>,
  _limit: number,
): DraftAnswer | null {
  return null;
}
