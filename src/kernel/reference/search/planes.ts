/**
 * The index's bit planes. For a property of names ("has the letter r", "has r after a") a plane holds one bit a
 * row; the kernel reads 256 rows of a plane at once to skip the names that cannot match. A property is a class
 * that several characters or pairs share, so a set bit says "perhaps" and a clear one "certainly not". Only the
 * kernel uses planes: here they are written, so that both build the same bytes.
 */
import {
  BLOCK_BYTES,
  BLOCK_ROWS,
  LETTER_PLANES,
  PAIR_FIRST,
  PAIR_PLANES,
  PAIR_SECOND,
  PLANES,
  START_PLANES,
} from '../../../../kernel/search/layout.ts';
import type { Phrase } from './phrase.ts';

/** Class of a character; different for every two of a–z. */
function letterClass(code: number): number {
  return (code ^ (code >>> 5) ^ (code >>> 10)) & (LETTER_PLANES - 1);
}

/** Class of two neighbours. */
function pairClass(first: number, second: number): number {
  return (first * PAIR_FIRST + second * PAIR_SECOND) & (PAIR_PLANES - 1);
}

/** Planes, by number, in which a name has its bit set. */
function planesOf(name: Phrase): number[] {
  const codes = Array.from(name.text, (character) => character.charCodeAt(0));
  const letters = codes.map(letterClass);
  const starts = name.starts.map((start) => LETTER_PLANES + letterClass(codes[start] ?? 0));
  const pairs = codes
    .slice(1)
    .map((code, index) => LETTER_PLANES + START_PLANES + pairClass(codes[index] ?? 0, code));
  return [...letters, ...starts, ...pairs];
}

/** Bytes of one plane for so many rows. */
export function planeBytes(rows: number): number {
  return Math.ceil(rows / BLOCK_ROWS) * BLOCK_BYTES;
}

/** All planes for names in the order of their rows; the bits behind the last row are clear. */
export function buildPlanes(names: readonly Phrase[]): Uint8Array {
  const bytes = planeBytes(names.length);
  const planes = new Uint8Array(PLANES * bytes);
  for (const [row, name] of names.entries()) {
    for (const plane of planesOf(name)) {
      const at = plane * bytes + (row >>> 3);
      planes[at] = (planes[at] ?? 0) | (1 << (row & 7));
    }
  }
  return planes;
}
