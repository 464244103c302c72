import type { BrawlerOptions } from '../kernel/port.ts';
import { BRACKET_NAMES, type MapOptions, SORT_NAMES } from '../shared/answers.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { badParameter, type Problem } from './problems.ts';

/** Longer search texts are a mistake; the longest name has 32 characters. */
export const MAX_QUERY_LENGTH = 100;
export const MAX_SEARCH_LIMIT = 50;
const DEFAULT_SEARCH_LIMIT = 8;
const MAX_KEY_LENGTH = 64;
export const MAX_COUNT = 1_000_000_000;
/** What browsers give as their language: language, script, region (RFC 5646), "pt-BR", "zh-Hant-TW", "es-419". */
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$/;

/** An id or slug from a path: letters, digits and dashes. Upper case and %20 for a dash are forgiven. */
export function parseKey(raw: string, parameter = 'id'): Result<string, Problem> {
  const key = raw.toLowerCase().replaceAll(' ', '-');
  if (key === '' || key.length > MAX_KEY_LENGTH || !/^[a-z0-9-]+$/.test(key)) {
    return err(
      badParameter(
        parameter,
        `${parameter} must be a number or a slug: 1 to ${MAX_KEY_LENGTH} of a-z, 0-9 and "-".`,
      ),
    );
  }
  return ok(key);
}

/** A whole number within [least, most]; `fallback` where it is absent. */
export function parseWhole(
  raw: string | null,
  parameter: string,
  least: number,
  most: number,
  fallback: number,
): Result<number, Problem> {
  if (raw === null) return ok(fallback);
  const value = /^[0-9]{1,10}$/.test(raw) ? Number(raw) : Number.NaN;
  if (value >= least && value <= most) return ok(value);
  return err(badParameter(parameter, `${parameter} must be a whole number from ${least} to ${most}.`));
}

/** One of a list of names; `index` of the name, 0 where it is absent. */
export function parseName(
  raw: string | null,
  parameter: string,
  names: readonly string[],
): Result<number, Problem> {
  const index = raw === null ? 0 : names.indexOf(raw);
  return index >= 0
    ? ok(index)
    : err(badParameter(parameter, `${parameter} must be one of: ${names.join(', ')}.`));
}

/** What narrows a ranking, of a map or of a brawler. */
export function parseBoardOptions(query: URLSearchParams): Result<BrawlerOptions, Problem> {
  const bracket = parseName(query.get('bracket'), 'bracket', BRACKET_NAMES);
  const min = parseWhole(query.get('min'), 'min', 0, MAX_COUNT, 0);
  const limit = parseWhole(query.get('limit'), 'limit', 1, MAX_COUNT, 0);
  if (!bracket.ok) return bracket;
  if (!min.ok) return min;
  if (!limit.ok) return limit;
  return ok({ bracket: bracket.value, min: min.value, limit: limit.value });
}

export function parseMapOptions(query: URLSearchParams): Result<MapOptions, Problem> {
  const board = parseBoardOptions(query);
  const sort = parseName(query.get('sort'), 'sort', SORT_NAMES);
  if (!board.ok) return board;
  return sort.ok ? ok({ ...board.value, sort: sort.value }) : sort;
}

export interface SearchOptions {
  readonly text: string;
  readonly limit: number;
}

/** `lang` is checked for its form; names in every language are searched whatever it says. */
export function parseSearchOptions(query: URLSearchParams): Result<SearchOptions, Problem> {
  const text = query.get('q');
  if (text === null) return err(badParameter('q', 'q is missing: the text to search for.'));
  if (text.length > MAX_QUERY_LENGTH)
    return err(badParameter('q', `q must have at most ${MAX_QUERY_LENGTH} characters.`));
  const limit = parseWhole(query.get('limit'), 'limit', 1, MAX_SEARCH_LIMIT, DEFAULT_SEARCH_LIMIT);
  if (!limit.ok) return limit;
  const lang = query.get('lang');
  if (lang !== null && !LANGUAGE.test(lang)) {
    return err(badParameter('lang', 'lang must be a language tag such as "en" or "pt-BR".'));
  }
  return ok({ text, limit: limit.value });
}
