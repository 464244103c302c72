import { describe, expect, test } from 'vitest';
import { FLAG_DASHED_NAME } from '../../../kernel/layout/bundle.ts';
import { displayName, jsonEscape, keyOf, slugOf } from '../../../src/kernel/reference/snapshot/text.ts';

describe('names of the upstream generations, as shown', () => {
  test.each([
    ['2022', 'NO SURRENDER', 0, 'No Surrender'],
    ['2022', "BELLE'S ROCK", 0, "Belle's Rock"],
    ['2022', '8-BIT', 0, '8-Bit'],
    ['2022', 'R-T', 0, 'R-T'],
    ['2022', 'MR. P', 0, 'Mr. P'],
    ['2022', 'BRAWL BALL 5V5', 0, 'Brawl Ball 5v5'],
    ['2025', 'Belles Rock', 0, 'Belles Rock'],
    ['2025', 'Rope-A-Dope', 0, 'Rope-A-Dope'],
    ['2025', 'Gem Grab 5v5', 0, 'Gem Grab 5v5'],
    ['2026-02', 'Shabby-Shells', FLAG_DASHED_NAME, 'Shabby Shells'],
    ['2026-02', 'SHABBY-SHELLS', FLAG_DASHED_NAME, 'Shabby Shells'],
    ['2026-02', 'GEM-GRAB', FLAG_DASHED_NAME, 'Gem Grab'],
    ['2026-02', 'EL-PRIMO', FLAG_DASHED_NAME, 'El Primo'],
    ['2026-06', 'G.g. Mortuary', 0, 'G.g. Mortuary'],
    ['2026-06', 'Safe(r) Zone', 0, 'Safe(r) Zone'],
    ['2026-06', 'Larry & Lawrie', 0, 'Larry & Lawrie'],
  ])('%s: %s', (_, name, flags, shown) => {
    expect(displayName(name, flags)).toBe(shown);
  });

  test.each(['', '1-2-3', '...', 'ÜBER UNS', '하드 록', '真っ二つ', 'CAFÉ', 'المعدن'])(
    'left as it is: %s',
    (name) => {
      expect(displayName(name, 0)).toBe(name);
    },
  );
});

describe('slugs', () => {
  test.each([
    ['Hard Rock Mine', 'hard-rock-mine'],
    ["Belle's Rock", 'belles-rock'],
    ['Mr. P', 'mr-p'],
    ['8-Bit', '8-bit'],
    ['Larry & Lawrie', 'larry-lawrie'],
    ['  Out   in the Open! ', 'out-in-the-open'],
    ['Ébullition', 'ebullition'],
    ['Ｈａｒｄ　Ｒｏｃｋ', 'hard-rock'],
    ['1-2-3 Play', '1-2-3-play'],
    ['', ''],
    ['!!!', ''],
    ['하드 록', ''],
    ['雪原 2', ''],
  ])('%s → %s', (name, slug) => {
    expect(slugOf(keyOf(name))).toBe(slug);
  });
});

test('a key is what search compares, 64 characters of it', () => {
  expect(keyOf('Ｈａｒｄ　Ｒｏｃｋ 하드')).toBe('hard-rock-하드');
  expect(keyOf(`${'a'.repeat(60)} bcdefgh`)).toBe(`${'a'.repeat(60)}-bcde`);
});

test('text is escaped as within a JSON string', () => {
  expect(jsonEscape('a"b\\c\n\t\u0001é한')).toBe('a\\"b\\\\c\\n\\t\\u0001é한');
});
