/** What `GET /api/draft` is asked: names of brawlers and a map, checked against the snapshot and the mode's format. */
import { type DraftOptions, MAX_BANS, MAX_POOL, type Reader } from '../kernel/port.ts';
import { BRACKET_NAMES } from '../shared/answers.ts';
import { type Format, formatOf } from '../shared/formats.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { MAX_COUNT, parseKey, parseName, parseWhole } from './parameters.ts';
import { badParameter, notFound, type Problem } from './problems.ts';

export interface DraftQuestion {
  /** row of the map */
  readonly map: number;
  readonly options: DraftOptions;
}

/** Brackets in which no brawler is picked twice: Ranked's draft. On the ladder both sides may have the same one. */
const UNIQUE_BRACKETS: ReadonlySet<string> = new Set(['ranked', 'ranked-mythic']);
/** Longer lists are a mistake: MAX_POOL slugs of usual length. */
const MAX_LIST_LENGTH = 8192;

/**
 * Reads a draft from a query: `map` (an id or slug), `bracket`, `allies`, `enemies`, `bans`, `pool` (ids or slugs, separated by
 * commas), `limit`. A problem names the parameter that is at fault; `unknownMap` makes the one of a map that isn't there.
 */
export function parseDraft(
  kernel: Reader,
  query: URLSearchParams,
  unknownMap: (key: string) => Problem = (key) => notFound(`There is no map "${key}".`),
): Result<DraftQuestion, Problem> {
  const raw = query.get('map');
  if (raw === null) return err(badParameter('map', 'map is missing: the id or slug of a map.'));
  const key = parseKey(raw, 'map');
  if (!key.ok) return key;
  const map = kernel.findMap(key.value);
  if (map < 0) return err(unknownMap(key.value));
  const bracket = parseName(query.get('bracket'), 'bracket', BRACKET_NAMES);
  if (!bracket.ok) return bracket;
  const limit = parseWhole(query.get('limit'), 'limit', 1, MAX_COUNT, 0);
  if (!limit.ok) return limit;
  const format = formatOf(kernel.modeIdOf(map));
  const picks = parsePicks(kernel, query, format);
  if (!picks.ok) return picks;
  const clash = findClash(picks.value, UNIQUE_BRACKETS.has(BRACKET_NAMES[bracket.value] ?? ''));
  if (clash !== null) return err(clash);
  return ok({ map, options: { ...picks.value, bracket: bracket.value, format, limit: limit.value } });
}

type Picks = Pick<DraftOptions, 'allies' | 'enemies' | 'bans' | 'pool'>;

function parsePicks(kernel: Reader, query: URLSearchParams, format: Format): Result<Picks, Problem> {
  const list = (name: string, most: number) => parseBrawlers(kernel, query.get(name), name, most);
  const against = format.hasEnemies ? '' : ' In Showdown there is no enemy team to name.';
  const allies = list('allies', format.size);
  const enemies = explain(list('enemies', format.hasEnemies ? format.size : 0), against);
  const bans = list('bans', MAX_BANS);
  const pool = list('pool', MAX_POOL);
  if (!allies.ok) return allies;
  if (!enemies.ok) return enemies;
  if (!bans.ok) return bans;
  if (!pool.ok) return pool;
  return ok({
    allies: allies.value ?? [],
    enemies: enemies.value ?? [],
    bans: bans.value ?? [],
    pool: pool.value,
  });
}

function explain<T>(result: Result<T, Problem>, more: string): Result<T, Problem> {
  return result.ok || more === ''
    ? result
    : err({ ...result.error, detail: `${result.error.detail}${more}` });
}

/** Rows of the brawlers in a list; null where the parameter is absent, nobody where it is empty. */
function parseBrawlers(
  kernel: Reader,
  raw: string | null,
  parameter: string,
  most: number,
): Result<number[] | null, Problem> {
  if (raw === null) return ok(null);
  if (raw.length > MAX_LIST_LENGTH)
    return err(badParameter(parameter, `${parameter} must have at most ${MAX_LIST_LENGTH} characters.`));
  const names = raw.split(',').filter((name) => name.trim() !== '');
  if (names.length > most)
    return err(
      badParameter(parameter, `${parameter} must name at most ${most} brawlers; there are ${names.length}.`),
    );
  const rows: number[] = [];
  for (const name of names) {
    const key = parseKey(name.trim(), parameter);
    if (!key.ok) return key;
    const row = kernel.findBrawler(key.value);
    if (row < 0) return err(badParameter(parameter, `${parameter}: there is no brawler "${key.value}".`));
    if (rows.includes(row)) return err(badParameter(parameter, `${parameter} names "${key.value}" twice.`));
    rows.push(row);
  }
  return ok(rows);
}

/** A brawler that is where it can't be: banned and picked, or on both sides of a draft in which each is picked once. */
function findClash({ allies, enemies, bans }: Picks, isUnique: boolean): Problem | null {
  const banned = bans.some((row) => allies.includes(row) || enemies.includes(row));
  if (banned) return badParameter('bans', 'bans names a brawler that is picked: among allies or enemies.');
  if (isUnique && allies.some((row) => enemies.includes(row)))
    return badParameter('enemies', 'enemies names a brawler of allies: in Ranked each is picked once.');
  return null;
}
