/** What the kernel is asked about a draft: kernel/render/draft.ts. */
import { FORMAT_ENEMIES, FORMAT_TOGETHER } from '../../kernel/layout/draft.ts';
import { E_ARGUMENT } from '../../kernel/layout/errors.ts';
import { NONE16 } from '../../kernel/layout/snapshot.ts';
import type { Format } from '../shared/formats.ts';
import { faultOf, KernelError } from './faults.ts';
import type { DraftOptions } from './port.ts';

const COUNTS = 4;

export function formatFlags({ hasEnemies, playsTogether }: Format): number {
  return (hasEnemies ? FORMAT_ENEMIES : 0) | (playsTogether ? FORMAT_TOGETHER : 0);
}

/** Writes the request at `at`, 8-aligned: four counts, then the rows of all lists. Throws where they don't fit. */
export function putDraft(
  { allies, enemies, bans, pool }: DraftOptions,
  memory: Uint8Array,
  at: number,
  capacity: number,
): void {
  const lists = [allies, enemies, bans, pool ?? []];
  const rows = lists.flat();
  if (2 * (COUNTS + rows.length) > capacity) throw new KernelError(faultOf(E_ARGUMENT));
  const words = new Uint16Array(memory.buffer, at, COUNTS + rows.length);
  lists.forEach((list, i) => {
    words[i] = list.length;
  });
  if (pool === null) words[COUNTS - 1] = NONE16;
  words.set(rows, COUNTS);
}
