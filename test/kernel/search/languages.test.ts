/** Names in several languages stand for one map: found by any of them, shown once. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  TIER_ACRONYM,
  TIER_EXACT,
  TIER_PREFIX,
  TIER_TYPO,
  TIER_WORD_PREFIX,
} from '../../../kernel/layout/search.ts';
import { bothSearches, type SearchName } from './support.ts';

const CAPTURES = join(import.meta.dirname, '../../../../shared/data/captures/names');

/** Made up, in the manner of the game's translations. */
const TRANSLATIONS: readonly (readonly string[])[] = [
  [
    'Crystal Cave',
    'Cueva de Cristal',
    '수정 동굴',
    'クリスタルの洞窟',
    '水晶洞穴',
    'Пещера кристаллов',
    'Hang Pha Lê',
  ],
  ['Old Mill', 'Molino Añejo', '오래된 방앗간', '古い水車', '老磨坊', 'Старая мельница', 'Cối Xay Cũ'],
  ['Red Bridge', 'Puente Rojo', '빨간 다리', 'レッドブリッジ', '红桥', 'Красный мост', 'Cầu Đỏ'],
];

/** What is typed, which of the maps is meant, and how it is found. */
const CASES: readonly [string, number, number][] = [
  ['crystal cave', 0, TIER_EXACT],
  ['cueva de cristal', 0, TIER_EXACT],
  ['수정 동굴', 0, TIER_EXACT],
  ['수정동굴', 0, TIER_EXACT],
  ['くりすたる', 0, TIER_PREFIX],
  ['ｸﾘｽﾀﾙ', 0, TIER_PREFIX],
  ['水晶', 0, TIER_PREFIX],
  ['пещера КРИСТАЛЛОВ', 0, TIER_EXACT],
  ['кристалов', 0, TIER_TYPO],
  ['hang pha le', 0, TIER_EXACT],
  ['molino anejo', 1, TIER_EXACT],
  ['방앗간', 1, TIER_WORD_PREFIX],
  ['старая мельница', 1, TIER_EXACT],
  ['meльница', 1, TIER_TYPO],
  ['coi xay cu', 1, TIER_EXACT],
  ['cxc', 1, TIER_ACRONYM],
  ['puente roj', 2, TIER_PREFIX],
  ['다리', 2, TIER_WORD_PREFIX],
  ['れっどぶりっじ', 2, TIER_EXACT],
  ['红桥', 2, TIER_EXACT],
  ['cau do', 2, TIER_EXACT],
];

function toNames(translations: readonly (readonly string[])[]): SearchName[] {
  return translations.flatMap((texts, target) => texts.map((text) => ({ target, popularity: 0, text })));
}

const searches = await bothSearches();

describe.each(searches)('names in several languages ($name)', ({ search }) => {
  const index = search.build(toNames(TRANSLATIONS));

  it.each(CASES)('finds %j', (text, map, tier) => {
    expect(search.query(index, text, null, 8).maps).toEqual([{ index: map, tier }]);
  });

  it('shows a map once, however many of its names match', () => {
    expect(search.query(index, 'c', null, 8).maps).toEqual([
      { index: 2, tier: TIER_PREFIX },
      { index: 1, tier: TIER_PREFIX },
      { index: 0, tier: TIER_PREFIX },
    ]);
  });
});

/** English name to name in another language, as captured. */
function readCapture(file: string): Map<string, string> {
  const names = JSON.parse(readFileSync(join(CAPTURES, file), 'utf8')) as Record<string, string>;
  return new Map(Object.entries(names).map(([english, name]) => [english.toLowerCase(), name]));
}

describe.runIf(existsSync(CAPTURES)).each(searches)('captured names ($name)', ({ search }) => {
  // The body of a group that doesn't run is walked through all the same.
  const files = existsSync(CAPTURES) ? ['ko_maps.json', 'zh_maps.json', 'es_maps.json'] : [];
  const captured = files.map(readCapture);
  const english = [...new Set(captured.flatMap((names) => [...names.keys()]))];
  const translations = english.map((name) => [name, ...captured.flatMap((names) => names.get(name) ?? [])]);
  const index = search.build(toNames(translations));

  it('are found by each of their names', () => {
    const texts = translations.flatMap((names, map) => names.map((text) => ({ text, map })));
    for (const { text, map } of texts.filter((_, place) => place % 61 === 0)) {
      const hits = search.query(index, text, null, 50).maps.filter((hit) => hit.tier === TIER_EXACT);
      expect(
        hits.map((hit) => hit.index),
        text,
      ).toContain(map);
    }
  });

  it('pass the check of an index', () => {
    expect(search.check(index, english.length, 0)).toBe(0);
  });
});
