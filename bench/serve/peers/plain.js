/**
 * The same answers as plain JavaScript gives them: data as objects, rows filtered and sorted for each request,
 * `JSON.stringify`. Names are searched by fuzzysort, the fastest of the libraries in `npm run bench -- search`, with its
 * targets prepared once. Shared by the Hono Worker and the Express server.
 */
import fuzzysort from 'fuzzysort';

const BRACKETS = ['all', 'ladder', 'ladder-1000', 'ranked', 'ranked-mythic'];
const SORTS = {
  rank: (a, b) => a.rank - b.rank,
  winRate: (a, b) => b.winRate - a.winRate,
  adjustedWinRate: (a, b) => b.adjustedWinRate - a.adjustedWinRate,
  lift: (a, b) => b.lift - a.lift,
  games: (a, b) => b.games - a.games,
  useRate: (a, b) => b.useRate - a.useRate,
  name: (a, b) => (a.name < b.name ? -1 : 1),
};

export const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Retry-After',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'public, max-age=30, stale-while-revalidate=300, stale-if-error=86400',
};

export function createPlain({ maps, names }) {
  const byKey = new Map(maps.flatMap((map) => [...map.ids, map.slug].map((key) => [String(key), map])));
  const prepare = (list) => list.map((entry) => ({ entry, target: fuzzysort.prepare(entry.name) }));
  const mapTargets = prepare(names.maps);
  const brawlerTargets = prepare(names.brawlers);
  const find = (text, targets, limit) =>
    fuzzysort.go(text, targets, { key: 'target', limit }).map(({ obj }) => obj.entry);
  const { data, snapshot, builtAt } = maps[0];
  return {
    version: snapshot,
    has: (key) => byKey.has(key.toLowerCase()),
    /** The answer, or null where there is no such map; throws where a parameter is wrong. */
    map(key, query) {
      const found = byKey.get(key.toLowerCase());
      if (found === undefined) return null;
      const min = whole(query.min, 0);
      const limit = whole(query.limit, found.brawlers.length);
      const sort = SORTS[query.sort ?? 'rank'];
      if (sort === undefined || !BRACKETS.includes(query.bracket ?? 'all'))
        throw new TypeError('bad parameter');
      const brawlers = found.brawlers
        .filter((row) => row.games >= min)
        .sort(sort)
        .slice(0, limit);
      const teams = found.teams.filter((row) => row.games >= min).slice(0, limit);
      return { ...found, brawlers, teams };
    },
    search(query) {
      const limit = whole(query.limit, 8);
      const text = query.q ?? '';
      return {
        ...{ data, snapshot, builtAt },
        maps: find(text, mapTargets, limit),
        brawlers: find(text, brawlerTargets, limit),
      };
    },
  };
}

function whole(text, fallback) {
  if (text === undefined) return fallback;
  if (!/^[0-9]{1,10}$/.test(text)) throw new TypeError('bad parameter');
  return Number(text);
}
