/** The kernel's answers, parsed: what the API serves, as the types of shared/wire.ts. */
import type { Reader } from '../kernel/port.ts';
import type { SeriesAnswer, TrendsAnswer } from '../shared/wire.ts';

/** JSON as the kernel writes it. */
export function parse<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

/** A reader of a snapshot that may have trends. */
type Trending = Reader & {
  renderTrend?(brawler: number): Uint8Array;
  renderTrends?(): Uint8Array;
};

/** The daily series of a brawler, over all modes first; null where the reader has none. */
export function readSeries(reader: Trending, brawler: number): SeriesAnswer | null {
  return reader.renderTrend === undefined ? null : parse<SeriesAnswer>(reader.renderTrend(brawler));
}

/** Who rises and falls; null where the reader doesn't know. */
export function readTrends(reader: Trending): TrendsAnswer | null {
  return reader.renderTrends === undefined ? null : parse<TrendsAnswer>(reader.renderTrends());
}
