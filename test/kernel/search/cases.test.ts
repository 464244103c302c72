import { describe, expect, it } from 'vitest';
import {
  TARGET_BRAWLER,
  TIER_ACRONYM,
  TIER_EXACT,
  TIER_PREFIX,
  TIER_SUBSTRING,
  TIER_TYPO,
  TIER_WORD_PREFIX,
} from '../../../kernel/layout/search.ts';
import { BRAWLERS, MAPS, NAMES } from './names.ts';
import { bothSearches, type SearchName } from './support.ts';

const searches = await bothSearches();

/** What is typed, the name found first, and how. */
const FIRST_MAP: readonly [string, string, number][] = [
  ['hard rock mine', 'Hard Rock Mine', TIER_EXACT],
  ['  HARD   rock-mine!', 'Hard Rock Mine', TIER_EXACT],
  ['hardrockmine', 'Hard Rock Mine', TIER_EXACT],
  ['Ｈａｒｄ　Ｒｏｃｋ Ｍｉｎｅ', 'Hard Rock Mine', TIER_EXACT],
  ['gg mortuary', 'G.G. Mortuary', TIER_EXACT],
  ['safer zone', 'Safe(r) Zone', TIER_EXACT],
  ['nuts bolts', 'Nuts & Bolts', TIER_EXACT],
  ['rope a dope', 'Rope-A-Dope', TIER_EXACT],
  ['h for', 'H For...', TIER_EXACT],
  ["belle's rock", 'Belle’s Rock', TIER_EXACT],
  ['hard', 'Hard Rock Mine', TIER_PREFIX],
  ['hardrock', 'Hard Rock Mine', TIER_PREFIX],
  ['hard r', 'Hard Rock Mine', TIER_PREFIX],
  ['safe', 'Safe Zone', TIER_PREFIX],
  ['123', '1-2-3 Play', TIER_PREFIX],
  ['arcade', 'Crystal Arcade', TIER_WORD_PREFIX],
  ['rock mine', 'Hard Rock Mine', TIER_WORD_PREFIX],
  ['hard mi', 'Hard Rock Mine', TIER_WORD_PREFIX],
  ['mine hard', 'Hard Rock Mine', TIER_WORD_PREFIX],
  ['eye storm', 'Eye Of The Storm', TIER_WORD_PREFIX],
  ['hrm', 'Hard Rock Mine', TIER_ACRONYM],
  ['HRM', 'Hard Rock Mine', TIER_ACRONYM],
  ['eots', 'Eye Of The Storm', TIER_ACRONYM],
  ['eot', 'Eye Of The Storm', TIER_ACRONYM],
  ['sar', 'Some Assembly Required', TIER_ACRONYM],
  ['dermine', 'Undermine', TIER_SUBSTRING],
  ['rdrock', 'Hard Rock Mine', TIER_SUBSTRING],
  ['hrad rock mine', 'Hard Rock Mine', TIER_TYPO],
  ['hrad rock', 'Hard Rock Mine', TIER_TYPO],
  ['hrad', 'Hard Rock Mine', TIER_TYPO],
  ['ahrd rock', 'Hard Rock Mine', TIER_TYPO],
  ['gard rock', 'Hard Rock Mine', TIER_TYPO],
  ['ard rock mine', 'Hard Rock Mine', TIER_SUBSTRING],
  ['hardd rock', 'Hard Rock Mine', TIER_TYPO],
  ['hard rokc mine', 'Hard Rock Mine', TIER_TYPO],
  ['hardrokcmine', 'Hard Rock Mine', TIER_TYPO],
  ['hard mnie', 'Hard Rock Mine', TIER_TYPO],
  ['mnie hard', 'Hard Rock Mine', TIER_TYPO],
  ["belle's rok", 'Belle’s Rock', TIER_TYPO],
  ['bakcyard bwol', 'Backyard Bowl', TIER_TYPO],
  ['dbuole swosh', 'Double Swoosh', TIER_TYPO],
  ['arcadde', 'Crystal Arcade', TIER_TYPO],
  ['kabom canion', 'Kaboom Canyon', TIER_TYPO],
];

const FIRST_BRAWLER: readonly [string, string, number][] = [
  ['shelly', 'Shelly', TIER_EXACT],
  ['rt', 'R-T', TIER_EXACT],
  ['R_T', 'R-T', TIER_EXACT],
  ['8bit', '8-Bit', TIER_EXACT],
  ['mr p', 'Mr. P', TIER_EXACT],
  ['mrp', 'Mr. P', TIER_EXACT],
  ['buzz', 'Buzz', TIER_EXACT],
  ['élprimo', 'El Primo', TIER_EXACT],
  ['jaeyong', 'Jae-Yong', TIER_EXACT],
  ['s', 'Sandy', TIER_PREFIX],
  ['lawrie', 'Larry & Lawrie', TIER_WORD_PREFIX],
  ['bl', 'Buzz Lightyear', TIER_ACRONYM],
  ['mike', 'Dynamike', TIER_SUBSTRING],
  ['shely', 'Shelly', TIER_TYPO],
  ['shlely', 'Shelly', TIER_TYPO],
  ['dinamike', 'Dynamike', TIER_TYPO],
  ['jesie', 'Jessie', TIER_TYPO],
];

/** Typed, and nothing is found. */
const NOTHING = [
  '',
  '   ',
  '-–—',
  '’’',
  '...',
  '💎',
  'zx',
  'xq',
  'qqqqqqqqqqqq',
  'x'.repeat(65),
  'hard '.repeat(20),
];

describe.each(searches)('search ($name)', ({ search }) => {
  const index = search.build(NAMES);

  it.each(FIRST_MAP)('finds for %j the map %s', (text, name, tier) => {
    const [hit] = search.query(index, text, null, 8).maps;
    expect([MAPS[hit?.index ?? -1], hit?.tier]).toEqual([name, tier]);
  });

  it.each(FIRST_BRAWLER)('finds for %j the brawler %s', (text, name, tier) => {
    const [hit] = search.query(index, text, null, 8).brawlers;
    expect([BRAWLERS[hit?.index ?? -1], hit?.tier]).toEqual([name, tier]);
  });

  it.each(NOTHING)('finds nothing for %j', (text) => {
    expect(search.query(index, text, null, 8)).toEqual({ maps: [], brawlers: [] });
  });

  it('orders hits by tier', () => {
    const hits = search.query(index, 'rock', null, 8).maps;
    expect(hits.map((hit) => [MAPS[hit.index], hit.tier])).toEqual([
      ['Rockwall Brawl', TIER_PREFIX],
      ['Belle’s Rock', TIER_WORD_PREFIX],
      ['Hard Rock Mine', TIER_WORD_PREFIX],
    ]);
  });

  it('puts whole words before parts of words', () => {
    const rows = ['Beachcombers', 'Beach Ball', 'Old Starlight', 'Big Old Star'];
    const some = search.build(rows.map((text, target) => ({ target, popularity: 0, text })));
    const found = (text: string): (string | undefined)[] =>
      search.query(some, text, null, 8).maps.map((hit) => rows[hit.index]);
    expect(found('beach')).toEqual(['Beach Ball', 'Beachcombers']);
    expect(found('star')).toEqual(['Big Old Star', 'Old Starlight']);
  });

  it('does not guess at typos where something starts with the query', () => {
    expect(search.query(index, 'bull', null, 8)).toEqual({
      maps: [],
      brawlers: [{ index: BRAWLERS.indexOf('Bull'), tier: TIER_EXACT }],
    });
  });

  it('takes the nearest names alone where it guesses', () => {
    const { maps, brawlers } = search.query(index, 'colr', null, 8);
    expect(maps).toEqual([]);
    expect(brawlers.map((hit) => BRAWLERS[hit.index])).toEqual(['Colt']);
  });

  it('keeps to the limit, for each kind', () => {
    const all = search.query(index, 'b', null, 50);
    expect([all.maps.length, all.brawlers.length]).toEqual([14, 8]);
    for (const limit of [1, 2, 8, 9]) {
      const { maps, brawlers } = search.query(index, 'b', null, limit);
      expect([maps, brawlers]).toEqual([all.maps.slice(0, limit), all.brawlers.slice(0, limit)]);
    }
  });

  it('finds queries of 64 characters, not of 65', () => {
    const long = search.build([{ target: 0, popularity: 0, text: 'ab'.repeat(40) }]);
    expect(search.query(long, 'ab'.repeat(32), null, 8).maps).toEqual([{ index: 0, tier: TIER_EXACT }]);
    expect(search.query(long, `${'ab'.repeat(32)}a`, null, 8).maps).toEqual([]);
  });
});

function names(...rows: [target: number, popularity: number, text: string][]): SearchName[] {
  return rows.map(([target, popularity, text]) => ({ target, popularity, text }));
}

describe.each(searches)('order among equals ($name)', ({ search }) => {
  const order = (rows: SearchName[], query: string, live: number[] | null): number[] =>
    search.query(search.build(rows), query, live && Uint8Array.from(live), 50).maps.map((hit) => hit.index);

  it('prefers what is live, then what is popular', () => {
    const rows = names([0, 9, 'Stone Fort'], [1, 5, 'Stone Gate'], [2, 7, 'Stone Cave']);
    expect(order(rows, 'stone', null)).toEqual([0, 2, 1]);
    expect(order(rows, 'stone', [0, 1, 0])).toEqual([1, 0, 2]);
  });

  it('never puts a live map before a better match', () => {
    expect(order(names([0, 0, 'Stone Fort'], [1, 0, 'Old Stone']), 'stone', [0, 1])).toEqual([0, 1]);
  });

  it('then goes by length, by name, and by number', () => {
    const rows = names(
      [4, 0, 'Stone Fort'],
      [3, 0, 'Stone Fort'],
      [2, 0, 'Stone Forest'],
      [1, 0, 'Stone Cave'],
    );
    expect(order(rows, 'stone', null)).toEqual([1, 3, 4, 2]);
  });

  it('prefers fewer typos to popularity, a whole name to the start of one', () => {
    const rows = names([0, 9, 'Stonewall'], [1, 0, 'Stone']);
    expect(order(rows, 'stoen', null)).toEqual([1, 0]);
  });

  it('shows a target once, by the best of its names', () => {
    const rows = names(
      [0, 0, 'Stone Fort'],
      [0, 0, 'Fuerte Piedra'],
      [0, 0, '돌 요새'],
      [1, 0, 'Stone Gate'],
    );
    const index = search.build(rows);
    expect(search.query(index, 'stone', null, 8).maps).toHaveLength(2);
    expect(search.query(index, 'piedra', null, 8).maps).toEqual([{ index: 0, tier: TIER_WORD_PREFIX }]);
    expect(search.query(index, '돌 요새', null, 8).maps).toEqual([{ index: 0, tier: TIER_EXACT }]);
    expect(search.query(index, 'f', null, 8).maps).toEqual([{ index: 0, tier: TIER_PREFIX }]);
  });

  it('keeps the best name of a target that was pushed out by others before', () => {
    const rows = names([0, 9, 'Old Rock'], [1, 8, 'Rock A'], [2, 7, 'Rock B'], [0, 1, 'Rock']);
    const hits = search.query(search.build(rows), 'rock', null, 2).maps;
    expect(hits).toEqual([
      { index: 0, tier: TIER_EXACT },
      { index: 1, tier: TIER_PREFIX },
    ]);
  });

  it('knows maps from brawlers of the same number', () => {
    const index = search.build(names([5, 0, 'Bull Pen'], [(TARGET_BRAWLER << 16) | 5, 0, 'Bull']));
    expect(search.query(index, 'bull', Uint8Array.of(0, 0, 0, 0, 0, 1), 8)).toEqual({
      maps: [{ index: 5, tier: TIER_PREFIX }],
      brawlers: [{ index: 5, tier: TIER_EXACT }],
    });
  });
});
