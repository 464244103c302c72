import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as reference from '../../../src/kernel/reference/search/index.ts';
import { normalise } from '../../../src/kernel/reference/search/normalise.ts';
import { FOLD_TABLE_FILE, makeFoldTableSource } from './fold-table.ts';
import { seededRandom } from './random.ts';
import { encodeNames, makeKernelSearch } from './support.ts';

const CASES: readonly [string, string][] = [
  ['Hard Rock Mine', 'hard rock mine'],
  ['  a\t\nb  ', 'a b'],
  ['R-T', 'r t'],
  ['R_T', 'r t'],
  ['R – — T', 'r t'],
  ['8-Bit', '8 bit'],
  ['Mr. P', 'mr p'],
  ['G.g. Mortuary', 'gg mortuary'],
  ["Belle's", 'belles'],
  ['Belle’s', 'belles'],
  ['Belleʼs', 'belles'],
  ['Safe(r) Zone', 'safer zone'],
  ['Nuts & Bolts', 'nuts bolts'],
  ['“H For…”', 'h for'],
  ['¡Álamo Niño!', 'alamo nino'],
  ['A\u0301lamo', 'alamo'],
  ['Straße ẞ', 'strasse ss'],
  ['Œuvre Æon Þór', 'oeuvre aeon thor'],
  ['Łódź Ørsted Đà Nẵng', 'lodz orsted da nang'],
  ['İstanbul ısı', 'istanbul isi'],
  ['Ștefan Țară Ơ Ư', 'stefan tara o u'],
  ['ﾊﾞﾄﾙ ﾊﾟﾜｰ', 'ばとる ぱわー'],
  ['バトル・パワー', 'ばとる ぱわー'],
  ['か\u3099は\u309aあ\u3099', 'がぱあ'],
  ['Ｈａｒｄ　８', 'hard 8'],
  ['ΆΛΦΑ ΤΈΛΟΣ τέλος', 'αλφα τελοσ τελοσ'],
  ['Ёлка Йод Їжак Ґанок', 'елка иод іжак ґанок'],
  ['브롤 볼', '브롤 볼'],
  ['硬岩矿井', '硬岩矿井'],
  ['「水晶」、洞窟。', '水晶洞窟'],
  ['أَحْمَد إبراهيم', 'احمد ابراهيم'],
  ['เหมือง', 'เหมือง'],
  ['💎 Gem💎Grab ❤️', 'gem grab ❤'],
  ['a\ud800b', 'a b'],
  ['½ × ² ª', '½ × 2 a'],
];

describe('normalise', () => {
  it.each(CASES)('makes of %j %j', (text, plain) => {
    expect(normalise(text)).toBe(plain);
  });

  it('changes nothing the second time', () => {
    for (const [text] of CASES) expect(normalise(normalise(text))).toBe(normalise(text));
  });
});

describe('the kernel', async () => {
  const kernel = await makeKernelSearch();

  /** Bytes of the index over these texts, told apart by popularity; text and word starts stand in it. */
  const built = (texts: readonly string[]): [Uint8Array, Uint8Array] => {
    const names = texts.map((text, target) => ({ target, popularity: texts.length - target, text }));
    return [kernel.build(names), reference.build(names)];
  };

  it('has the fold table that the reference makes', () => {
    expect(readFileSync(FOLD_TABLE_FILE, 'utf8')).toBe(makeFoldTableSource());
  });

  it.each(CASES)('makes of %j the same as the reference', (text) => {
    const [ours, expected] = built([text]);
    expect(ours).toEqual(expected);
  });

  it('folds every character of the BMP like the reference', () => {
    for (let first = 0; first < 0x10000; first += 0x800) {
      const codes = Array.from({ length: 0x800 }, (_, offset) => first + offset);
      const [ours, expected] = built(codes.map((code) => `a${String.fromCharCode(code)}b`));
      expect(Buffer.compare(ours, expected), `characters from ${first.toString(16)} on`).toBe(0);
    }
  });

  it('sets voicing marks on the same kana as the reference', () => {
    const kana = Array.from({ length: 0xc0 }, (_, offset) => String.fromCharCode(0x3040 + offset));
    const halfWidth = Array.from({ length: 0x3a }, (_, offset) => String.fromCharCode(0xff66 + offset));
    const marks = [
      '\u3099',
      '\u309a',
      '\uff9e',
      '\uff9f',
      '\u3099\u309a',
      '\u309a\u3099',
      '.\u3099',
      ' \u3099',
    ];
    for (const mark of marks) {
      const [ours, expected] = built([...kana, ...halfWidth].map((base) => `あ${base}${mark}`));
      expect(Buffer.compare(ours, expected), JSON.stringify(mark)).toBe(0);
    }
  });

  it('takes what is not UTF-8 for separators', () => {
    const seed = 20_260_601;
    const random = seededRandom(seed);
    const pool = [
      0x61, 0x62, 0x20, 0x80, 0xbf, 0xc0, 0xc3, 0xa9, 0xe0, 0xa0, 0xe2, 0x82, 0xac, 0xed, 0xf0, 0x9f, 0xf4,
      0x90, 0xff,
    ];
    for (let round = 0; round < 2_000; round++) {
      const bytes = Uint8Array.from(
        { length: 1 + Math.floor(random() * 12) },
        () => pool[Math.floor(random() * pool.length)] ?? 0,
      );
      const name = { target: 0, popularity: 0, text: new TextDecoder().decode(bytes) };
      const raw = encodeNames([{ ...name, text: 'x'.repeat(bytes.length) }]);
      raw.set(bytes, raw.length - bytes.length);
      const ours = kernel.buildInto(raw, 1, kernel.exports.searchBuildCapacity(1, bytes.length));
      expect(ours, `seed ${seed}, round ${round}: ${bytes}`).toEqual(reference.build([name]));
    }
  });
});
