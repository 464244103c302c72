import { describe, expect, test } from 'vitest';
import {
  MAX_QUERY_LENGTH,
  parseKey,
  parseMapOptions,
  parseSearchOptions,
  parseWhole,
} from '../../src/serve/parameters.ts';
import { BRACKET_NAMES, SORT_NAMES } from '../../src/shared/answers.ts';

const mapOptions = (query: string) => parseMapOptions(new URLSearchParams(query));
const searchOptions = (query: string) => parseSearchOptions(new URLSearchParams(query));
const refused = (parameter: string) => ({ ok: false, error: { status: 400, parameter } });

/** What nobody may take for a whole number. */
const NOT_WHOLE = [
  ['empty', ''],
  ['negative', '-1'],
  ['minus zero', '-0'],
  ['signed', '%2B5'],
  ['a plus, which is a blank', '+5'],
  ['a leading blank', '%205'],
  ['a trailing blank', '5%20'],
  ['a fraction', '1.0'],
  ['an exponent', '1e3'],
  ['hexadecimal', '0x10'],
  ['underscored', '1_000'],
  ['grouped', '1,000'],
  ['words', 'ten'],
  ['NaN', 'NaN'],
  ['Infinity', 'Infinity'],
  ['Arabic digits', '%D9%A5'],
  ['full-width digits', '%EF%BC%95'],
  ['NUL', '5%00'],
  ['a line break', '5%0A'],
  ['2^53', '9007199254740992'],
  ['2^64', '18446744073709551616'],
  ['very long', '9'.repeat(10_000)],
] as const;

describe('a key', () => {
  test.each([
    ['15000022', '15000022'],
    ['belles-rock', 'belles-rock'],
    ['Belles-Rock', 'belles-rock'],
    ['Belles Rock', 'belles-rock'],
    ['0', '0'],
    ['-', '-'],
    ['a'.repeat(64), 'a'.repeat(64)],
    ['9007199254740993', '9007199254740993'],
  ])('%s is taken', (raw, key) => {
    expect(parseKey(raw)).toEqual({ ok: true, value: key });
  });

  test.each([
    ['empty', ''],
    ['65 characters', 'a'.repeat(65)],
    ['very long', 'a'.repeat(10_000)],
    ['NUL', 'abc\0'],
    ['a line break', 'abc\n'],
    ['a line break before', '\nabc'],
    ['a dot', '..'],
    ['a slash', 'a/b'],
    ['a backslash', 'a\\b'],
    ['percent', '%zz'],
    ['a quote', `o'neil`],
    ['markup', '<b>'],
    ['an underscore', 'a_b'],
    ['a letter beyond ASCII', 'é'],
    ['a letter that grows as it is made small', 'İ'],
    ['full-width digits', '１５'],
    ['an emoji', '💩'],
    ['half a surrogate pair', '\ud83d'],
    ['right-to-left override', 'abc\u202e'],
    ['a no-break space', 'a\u00a0b'],
    ['a fraction', '15000022.0'],
    ['signed', '+15000022'],
  ])('%s is refused', (_, raw) => {
    expect(parseKey(raw)).toMatchObject(refused('id'));
    expect(parseKey(raw, 'map')).toMatchObject(refused('map'));
  });
});

describe('a whole number', () => {
  test('within its bounds, both included', () => {
    const parse = (raw: string | null) => parseWhole(raw, 'n', 1, 50, 8);
    expect(parse('1')).toEqual({ ok: true, value: 1 });
    expect(parse('50')).toEqual({ ok: true, value: 50 });
    expect(parse('007')).toEqual({ ok: true, value: 7 });
    expect(parse(null)).toEqual({ ok: true, value: 8 });
    expect(parse('0')).toMatchObject(refused('n'));
    expect(parse('51')).toMatchObject(refused('n'));
  });

  test('a refusal names the bounds', () => {
    expect(parseWhole('0', 'limit', 1, 50, 8)).toMatchObject({
      error: { detail: 'limit must be a whole number from 1 to 50.' },
    });
  });
});

describe('options of a map', () => {
  test('all have defaults', () => {
    expect(mapOptions('')).toEqual({ ok: true, value: { bracket: 0, min: 0, limit: 0, sort: 0 } });
  });

  test.each(BRACKET_NAMES.map((name, i) => [name, i] as const))('bracket=%s', (name, i) => {
    expect(mapOptions(`bracket=${name}`)).toMatchObject({ ok: true, value: { bracket: i } });
  });

  test.each(SORT_NAMES.map((name, i) => [name, i] as const))('sort=%s', (name, i) => {
    expect(mapOptions(`sort=${name}`)).toMatchObject({ ok: true, value: { sort: i } });
  });

  test.each(['foo', '', 'ALL', 'all%20', 'ladder_1000', 'constructor', '__proto__', '0'])(
    'bracket=%s is refused',
    (name) => {
      expect(mapOptions(`bracket=${name}`)).toMatchObject(refused('bracket'));
    },
  );

  test.each(['foo', '', 'winrate', 'rank,games', 'length'])('sort=%s is refused', (name) => {
    expect(mapOptions(`sort=${name}`)).toMatchObject(refused('sort'));
  });

  test('a refused name is told the names that there are', () => {
    expect(mapOptions('bracket=foo')).toMatchObject({
      error: { detail: 'bracket must be one of: all, ladder, ladder-1000, ranked, ranked-mythic.' },
    });
  });

  test.each(NOT_WHOLE)('min and limit: %s is refused', (_, raw) => {
    expect(mapOptions(`min=${raw}`)).toMatchObject(refused('min'));
    expect(mapOptions(`limit=${raw}`)).toMatchObject(refused('limit'));
  });

  test('bounds of min and limit: no limit means all, so that limit=0 is a mistake', () => {
    expect(mapOptions('min=0&limit=1')).toMatchObject({ ok: true, value: { min: 0, limit: 1 } });
    expect(mapOptions('min=1000000000&limit=1000000000')).toMatchObject({ ok: true });
    expect(mapOptions('limit=0')).toMatchObject(refused('limit'));
    expect(mapOptions('min=1000000001')).toMatchObject(refused('min'));
    expect(mapOptions('limit=1000000001')).toMatchObject(refused('limit'));
  });
});

describe('options of a search', () => {
  test('q alone', () => {
    expect(searchOptions('q=belle%27s+rok')).toEqual({ ok: true, value: { text: "belle's rok", limit: 8 } });
    expect(searchOptions('q=')).toMatchObject({ ok: true, value: { text: '' } });
  });

  test('q missing, and too long', () => {
    expect(searchOptions('limit=3')).toMatchObject(refused('q'));
    expect(searchOptions(`q=${'x'.repeat(MAX_QUERY_LENGTH)}`)).toMatchObject({ ok: true });
    expect(searchOptions(`q=${'x'.repeat(MAX_QUERY_LENGTH + 1)}`)).toMatchObject(refused('q'));
    expect(searchOptions(`q=${'x'.repeat(10_000)}`)).toMatchObject(refused('q'));
  });

  test.each(NOT_WHOLE)('limit: %s is refused', (_, raw) => {
    expect(searchOptions(`q=a&limit=${raw}`)).toMatchObject(refused('limit'));
  });

  test('bounds of limit', () => {
    expect(searchOptions('q=a&limit=1')).toMatchObject({ ok: true, value: { limit: 1 } });
    expect(searchOptions('q=a&limit=50')).toMatchObject({ ok: true, value: { limit: 50 } });
    expect(searchOptions('q=a&limit=0')).toMatchObject(refused('limit'));
    expect(searchOptions('q=a&limit=51')).toMatchObject(refused('limit'));
  });

  test.each(['en', 'fil', 'pt-BR', 'zh-Hant', 'zh-Hant-TW', 'es-419'])('lang=%s', (lang) => {
    expect(searchOptions(`q=a&lang=${lang}`)).toMatchObject({ ok: true });
  });

  test.each([
    '',
    'e',
    'EN',
    'english',
    'xx-YYYYYYYY',
    'en-USA',
    'en-4190',
    'en_US',
    'en-',
    'en-U',
    'en%00',
    'en;q=0.5',
    'en%0A',
  ])('lang=%s is refused', (lang) => {
    expect(searchOptions(`q=a&lang=${lang}`)).toMatchObject(refused('lang'));
  });
});
