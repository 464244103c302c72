/** The types of plain.js, for who measures it in this process. */
import type { MapAnswer, SearchAnswer } from '../../../src/shared/wire.ts';

export const HEADERS: Readonly<Record<string, string>>;

export function createPlain(data: {
  maps: readonly MapAnswer[];
  names: Pick<SearchAnswer, 'maps' | 'brawlers'>;
}): {
  readonly version: string;
  has(key: string): boolean;
  map(key: string | undefined, query: Readonly<Record<string, string | undefined>>): MapAnswer | null;
  search(query: Readonly<Record<string, string | undefined>>): SearchAnswer;
};
