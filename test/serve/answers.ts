/** Asks a site for its answers, and holds each against the contract. */
import { expect } from 'vitest';
import type {
  BrawlerAnswer,
  CellNumbers,
  DraftAnswer,
  EventsAnswer,
  MapAnswer,
  SearchAnswer,
} from '../../src/shared/wire.ts';
import { CONTRACT } from './contract.ts';
import type { Shape } from './shapes.ts';
import type { Site } from './site.ts';

export interface Asker {
  get<T>(path: string, shape: Shape): Promise<T>;
  map(key: string | number): Promise<MapAnswer>;
  brawler(key: string | number): Promise<BrawlerAnswer>;
  draft(query: string): Promise<DraftAnswer>;
  search(query: string): Promise<SearchAnswer>;
  events(): Promise<EventsAnswer>;
}

export function askFor(site: Pick<Site, 'ask'>): Asker {
  async function get<T>(path: string, shape: Shape): Promise<T> {
    const response = await site.ask(path);
    expect(response.status, path).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const body: unknown = await response.json();
    expect(shape(body, path)).toEqual([]);
    return body as T;
  }
  return {
    get,
    map: (key) => get(`/api/map/${key}`, CONTRACT.map),
    brawler: (key) => get(`/api/brawler/${key}`, CONTRACT.brawler),
    draft: (query) => get(`/api/draft?${query}`, CONTRACT.draft),
    search: (query) => get(`/api/search?${query}`, CONTRACT.search),
    events: () => get('/api/events', CONTRACT.events),
  };
}

/** What a reader may check by hand, in every row that is served; `baseline` null where rows are of several maps. */
export function expectSound(rows: readonly CellNumbers[], baseline: number | null): void {
  for (const row of rows) {
    if (baseline !== null) expect(row.lift).toBeCloseTo(row.adjustedWinRate - baseline, 6);
    if (row.interval !== null) {
      expect(row.adjustedWinRate).toBeGreaterThanOrEqual(row.interval[0]);
      expect(row.adjustedWinRate).toBeLessThanOrEqual(row.interval[1]);
    }
    if (row.games !== null) expect(row.wins).toBeLessThanOrEqual(row.games);
  }
}
