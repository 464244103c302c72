import { describe, expect, it } from 'vitest';
import { dueLists } from '../../src/collect/plan.ts';

describe('dueLists', () => {
  const MINUTE = 60_000;
  const NOW = 1_000 * MINUTE;
  const list = (name: 'maps' | 'events' | 'modes' | 'brawlers', minutesAgo: number, more = {}) => {
    const triedAt = NOW - minutesAgo * MINUTE;
    return { name, etag: '"e"', goodAt: triedAt, triedAt, failures: 0, error: null, rows: 1, ...more };
  };
  const names = (...lists: ReturnType<typeof list>[]) =>
    dueLists(lists, NOW, { intervalMs: MINUTE }).map(({ name }) => name);

  it('gives the rotation first, and nothing before its time', () => {
    expect(names(list('modes', 1), list('maps', 1), list('brawlers', 1), list('events', 1))).toEqual([
      'events',
      'maps',
      'brawlers',
      'modes',
    ]);
    expect(names(list('maps', 0.5), list('events', 0.7))).toEqual([]);
    // An alarm that fires a little early still finds its work.
    expect(names(list('events', 0.8))).toEqual(['events']);
  });

  it('asks for a list without an ETag only every tenth time, the rotation apart', () => {
    const bare = { etag: null };
    expect(names(list('maps', 9, bare), list('events', 1, bare))).toEqual(['events']);
    expect(names(list('maps', 10, bare))).toEqual(['maps']);
    // Not before its first success, nor while it fails.
    expect(names(list('maps', 1, { ...bare, failures: 1 }))).toEqual(['maps']);
  });

  it('lets failing lists take turns at being the first to be tried, after the healthy ones', () => {
    const failing = { failures: 3 };
    expect(
      names(
        list('events', 2, failing),
        list('maps', 4, failing),
        list('modes', 1),
        list('brawlers', 3, failing),
      ),
    ).toEqual(['modes', 'maps', 'brawlers', 'events']);
  });
});
