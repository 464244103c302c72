import type { Random } from './json-random.ts';

/** Bytes that mean something to a JSON scanner or a UTF-8 decoder. */
const TELLING = Buffer.from('"\\{}[]:,0123456789-+.eEtrufalsn \n\t\r\0\x1f/b\x7f', 'latin1');
const HIGH = [
  0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff, 0xbb, 0x90, 0x9f, 0xa0,
];
const PIECES = [
  '\\u',
  '\\ud83d',
  '\\"',
  '\\\\',
  '[[',
  ']]',
  '{}',
  '":',
  ',"',
  '1e5',
  'true',
  'null',
  '\xe2\x82',
  '\xf0\x9f',
  '""',
].map((piece) => Buffer.from(piece, 'latin1'));

function randomByte(random: Random): number {
  const kind = random.below(8);
  if (kind === 0) return random.below(256);
  return kind === 1 ? random.pick(HIGH) : (TELLING[random.below(TELLING.length)] ?? 0);
}

function spliced(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(Math.min(at + remove, bytes.length))]);
}

/** One small change of a document: bytes flipped, put in, taken out, repeated, exchanged with another document's. */
function mutateOnce(random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const at = random.below(bytes.length + 1);
  switch (random.below(9)) {
    case 0:
    case 1:
      return spliced(bytes, at, 1, Uint8Array.of(randomByte(random)));
    case 2:
      return spliced(bytes, at, 0, Uint8Array.of(randomByte(random)));
    case 3:
      return spliced(bytes, at, 1 + random.below(3), new Uint8Array(0));
    case 4:
      return spliced(bytes, at, 0, random.pick(PIECES));
    case 5: {
      const from = random.below(bytes.length + 1);
      return spliced(bytes, at, 0, bytes.subarray(from, from + random.below(80)));
    }
    case 6: {
      const from = random.below(other.length + 1);
      return spliced(bytes, at, random.below(40), other.subarray(from, from + random.below(40)));
    }
    case 7:
      return random.chance(4)
        ? bytes.subarray(0, at)
        : spliced(bytes, at, 0, new Uint8Array(random.below(70)).fill(0x20));
    default: {
      const flipped = Uint8Array.from(bytes);
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      return flipped;
    }
  }
}

export function mutate(random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  let mutated = bytes;
  for (let n = 1 + random.below(random.chance(4) ? 6 : 2); n > 0; n--)
    mutated = mutateOnce(random, mutated, other);
  return mutated;
}
