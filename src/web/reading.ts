/** The kernel's answers, parsed: what the API serves, as the types of shared/wire.ts. */
import type { Reader } from '../kernel/port.ts';
import type { SeriesAnswer, TrendsAnswer } from '../shared/wire.ts';

/** JSON as the kernel writes it. */
export function parse<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

/** The daily series of a brawler, over all modes first. */
export function readSeries(reader: Reader, brawler: number): SeriesAnswer {
  return parse<SeriesAnswer>(reader.renderTrend(brawler));
}

/** Who rises and falls. */
export function readTrends(reader: Reader): TrendsAnswer {
  return parse<TrendsAnswer>(reader.renderTrends());
}
