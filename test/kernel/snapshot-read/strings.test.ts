import { beforeAll, describe, expect, it } from 'vitest';
import { E_SNAPSHOT_BOUNDS } from '../../../kernel/layout/errors.ts';
import * as layout from '../../../kernel/layout/snapshot.ts';
import { createRandom } from '../../../upstream-sim/random.ts';
import { Driver } from '../render/driver.ts';
import { makeWorld } from '../render/world.ts';
import { loadKernel } from '../support.ts';
import { patched, sectionOf } from './patch.ts';
import { verdict } from './reference.ts';

const SEED = Number(process.env.SEED ?? 20261123);
const ROUNDS = 1500;

const world = makeWorld();
const pool = sectionOf(world, layout.S_STRINGS);
/** bytes of the odd name in the pool */
const ODD_BYTES = 37;
let driver: Driver;

beforeAll(async () => {
  driver = new Driver(await loadKernel(), 1_000_000);
});

/** The world with dots where its pool has an escape's backslash or quote. */
function withoutEscapes(): Uint8Array {
  return patched(world, (_, copy) => {
    const bytes = copy.subarray(pool.start, pool.start + pool.count);
    bytes.forEach((byte, i) => {
      if (byte === 0x5c || byte === 0x22) bytes[i] = 0x2e;
    });
  });
}

/** The verdict on a snapshot with `text` at the beginning of its string pool; both must agree on it. */
function verdictOn(text: string | readonly number[], base: Uint8Array): number {
  const bytes = typeof text === 'string' ? Buffer.from(text) : Uint8Array.from(text);
  const snapshot = patched(base, (_, copy) => copy.set(bytes, pool.start));
  const code = driver.open(snapshot);
  expect(code, JSON.stringify(text)).toBe(verdict(snapshot));
  return code;
}

/** The same with the bytes in the midst of the first text, a mode's name of eight letters. */
function isLegal(text: string | readonly number[], base = world): boolean {
  return verdictOn(text, base) === 0;
}

describe('the string pool', () => {
  it('begins with the eight letters that these cases replace', () => {
    const { start } = pool;
    expect(new TextDecoder().decode(world.subarray(start, start + 8))).toBe('Gem Grab');
    expect(world.length - start).toBeGreaterThan(100);
  });

  it.each([
    'abcdefgh',
    'a b~\x7f!#[',
    '\\"\\\\\\/\\b',
    '\\f\\n\\r\\t',
    '\\u0041gh',
    '\\uD83d12',
    'üüüü',
    '鉱山ab',
    '🌵🌵',
    '\ufeffabcde',
    '\ue000abcde',
    '\ud7ffabcde',
    '\u{10ffff}abcd',
  ])('may hold %j', (text) => {
    expect(Buffer.from(text)).toHaveLength(8);
    expect(isLegal(text)).toBe(true);
  });

  it.each([
    ['a bare quote', 'abc"efgh'],
    ['a control character', 'abc\u001fefg'],
    ['a line break', 'abc\nefgh'],
    ['a zero', '\u0000bcdefgh'],
    ['an unknown escape', 'ab\\xefgh'],
    ["an escaped '", "ab\\'efgh"],
    ['an upper-case escape', 'ab\\Nefgh'],
    ['\\u with too few digits', '\\u12 5678'],
    ['\\u with another letter', '\\u123gef'],
    ['\\U', '\\U001212'],
  ])('may not hold %s', (_, text) => {
    expect(isLegal(text)).toBe(false);
  });

  it.each([
    ['a lone continuation', [0x61, 0x80]],
    ['a lone lead', [0x61, 0xc3, 0x61]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['an overlong of two bytes', [0xc1, 0xbf]],
    ['an overlong of three bytes', [0xe0, 0x9f, 0xbf]],
    ['an overlong of four bytes', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a code point above U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a lead of five bytes', [0xf8, 0x88, 0x80, 0x80, 0x80]],
    ['FE', [0xfe]],
    ['a third byte that is none', [0xe2, 0x82, 0x41]],
    ['a fourth byte that is none', [0xf0, 0x9f, 0x8c, 0x41]],
  ])('may not hold %s', (_, bytes) => {
    expect(isLegal(bytes)).toBe(false);
  });

  it('may not end within a character', () => {
    const last = pool.start + pool.count;
    for (const end of ['\\', '\\u', '\\u004', '\xc3', '\xe2\x82', '\xf0\x9f\x8c']) {
      const bytes = Buffer.from(`..${end}`, 'latin1');
      const snapshot = patched(world, (_, copy) => copy.set(bytes, last - bytes.length));
      expect(driver.open(snapshot), JSON.stringify(end)).toBe(E_SNAPSHOT_BOUNDS);
      expect(verdict(snapshot), JSON.stringify(end)).toBe(E_SNAPSHOT_BOUNDS);
    }
  });

  it.each([
    // Ü n ï space \" c \\ \u0007 ö \" space 🌵 space and five letters of two bytes each.
    ['with escapes', world, [0, 2, 3, 5, 6, 8, 9, 11, 17, 19, 21, 22, 26, 27, 29, 31, 33, 35, 37]],
    [
      'without',
      withoutEscapes(),
      [0, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 26, 27, 29, 31, 33, 35, 37],
    ],
  ])('has no text that begins or ends within a character: a pool %s', (_, snapshot, expected) => {
    const view = new DataView(snapshot.buffer);
    const names = sectionOf(snapshot, layout.S_MAP_NAME).start;
    const at = (row: number) => view.getUint32(names + 4 * row, true);
    const row =
      Array.from({ length: 5 }, (_, map) => map).find((map) => at(map + 1) - at(map) === ODD_BYTES) ?? -1;
    const legal = [];
    for (let offset = at(row); offset <= at(row + 1); offset++) {
      const changed = patched(snapshot, (copy) => copy.setUint32(names + 4 * row, offset, true));
      const code = driver.open(changed);
      expect(code, `${offset}`).toBe(verdict(changed));
      if (code === 0) legal.push(offset - at(row));
    }
    expect(legal).toEqual(expected);
  });

  it(`is judged alike by kernel and reference on random bytes (seed ${SEED}, ${ROUNDS} pools)`, () => {
    const parts = [
      'a',
      '\\',
      '"',
      'u',
      '0',
      'F',
      'n',
      ' ',
      '\u001f',
      '\x7f',
      '\x80',
      '\xbf',
      '\xc3',
      '\xe2',
      '\xed',
      '\xf0',
      '\xf4',
    ];
    const bases = [world, withoutEscapes()];
    const random = createRandom(SEED, 7);
    let accepted = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const text = Array.from(
        { length: 3 + (random.uint32() % 6) },
        () => parts[random.uint32() % parts.length],
      );
      accepted += isLegal([...Buffer.from(text.join(''), 'latin1')], bases[round % 2]) ? 1 : 0;
    }
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(ROUNDS);
  });
});
