import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MAX_DEPTH } from '../../../kernel/layout/errors.ts';
import { validate } from '../../../src/kernel/reference/json/index.ts';
import { loadKernel, SHARED_DATA } from '../support.ts';
import { JsonHarness } from './harness.ts';

const SUITE = join(SHARED_DATA, 'json-test-suite');
const encoder = new TextEncoder();

/** Documents and whether they are JSON: the corners of the grammar (RFC 8259), ours to run without the suite. */
const CASES: readonly (readonly [text: string, isJson: boolean])[] = [
  ['', false],
  [' ', false],
  ['0', true],
  ['-0', true],
  ['-', false],
  ['00', false],
  ['01', false],
  ['-01', false],
  ['1.', false],
  ['.5', false],
  ['1.5e+10', true],
  ['1e', false],
  ['1e+', false],
  ['1E-2', true],
  ['+1', false],
  ['0x1', false],
  ['1_000', false],
  ['NaN', false],
  ['Infinity', false],
  ['true', true],
  ['True', false],
  ['tru', false],
  ['truee', false],
  ['null', true],
  ['nul\u0000', false],
  ['"', false],
  ['""', true],
  ['"\\u12"', false],
  ['"\\u12G4"', false],
  ['"\\uD800"', true],
  ['"\\x"', false],
  ['"\\', false],
  ['"\\""', true],
  ['"\\\\"', true],
  ['"\t"', false],
  ['"\u007f"', true],
  ['"\u0000"', false],
  ['"\u2028"', true],
  ["'a'", false],
  ['[]', true],
  ['[', false],
  [']', false],
  ['[1,]', false],
  ['[,1]', false],
  ['[1 2]', false],
  ['[1,,2]', false],
  ['[1}', false],
  // what differs from a byte that may follow a value in its highest two bits
  ['[1=2]', false],
  ['[1l2]', false],
  ['[1J', false],
  ['[1\u001d', false],
  ['[truel', false],
  ['{"a":1=', false],
  ['{"a":1l"b":2}', false],
  ['{"a":nullJ', false],
  ['{"a":false=', false],
  ['1=', false],
  ['1l', false],
  // indented, by more than a vector and by less, and badly
  [`{\n  "a": 1,\n${' '.repeat(17)}"b": 2\n}`, true],
  [`{\n${' '.repeat(16)}"a": [\n${' '.repeat(15)}1\n]\n}`, true],
  ['{\n\n  "a":  1 ,\r\n\t"b":\n2\n}', true],
  ['{\n  x"a": 1\n}', false],
  ['{\n  "a": 1\n  "b": 2\n}', false],
  ['{\n  "a": x1\n}', false],
  ['[1]]', false],
  ['{}', true],
  ['{', false],
  ['{"a"}', false],
  ['{"a":}', false],
  ['{"a":1,}', false],
  ['{"a" 1}', false],
  ['{a:1}', false],
  ['{1:1}', false],
  ['{"a":1 "b":2}', false],
  ['{"a":1}{', false],
  ['{"a":1}]', false],
  ['{"a":1]', false],
  ['{"a":{"b":[1,{"c":null}]}}', true],
  ['\ufeff1', false],
  ['1\u00a0', false],
  [' \t\r\n1 \t\r\n', true],
  ['1\v', false],
  ['1 1', false],
  ['"a" "b"', false],
  ['/*1*/1', false],
];

/** Byte sequences in a string, and whether they are UTF-8. */
const SEQUENCES: readonly (readonly [bytes: readonly number[], isUtf8: boolean])[] = [
  [[0xc3, 0xa9], true],
  [[0xc3], false],
  [[0xa9], false],
  [[0xc0, 0x80], false],
  [[0xc1, 0xbf], false],
  [[0xe2, 0x82, 0xac], true],
  [[0xe2, 0x82], false],
  [[0xe0, 0x80, 0x80], false],
  [[0xed, 0xa0, 0x80], false],
  [[0xed, 0x9f, 0xbf], true],
  [[0xf0, 0x9f, 0x98, 0x80], true],
  [[0xf0, 0x80, 0x80, 0x80], false],
  [[0xf4, 0x8f, 0xbf, 0xbf], true],
  [[0xf4, 0x90, 0x80, 0x80], false],
  [[0xf5, 0x80, 0x80, 0x80], false],
  [[0xff], false],
  [[0xfe, 0xff], false],
];

/** Positions in a block of 64 and across its edge, so that no mask's carry goes untried. */
const PADDINGS = [0, 1, 15, 16, 31, 59, 60, 61, 62, 63, 64, 127];

for (const variant of ['release', 'debug'] as const) {
  describe(`JSON, ${variant} build`, async () => {
    const harness = new JsonHarness(await loadKernel(variant));

    test.each(CASES)('%j: %s', (text, isJson) => {
      for (const padding of PADDINGS) {
        // White space in front of a byte order mark would be another document.
        const bytes = encoder.encode(text.startsWith('\ufeff') ? text : ' '.repeat(padding) + text);
        expect(validate(bytes).code === 0, 'reference').toBe(isJson);
        expect(harness.validate(bytes).code === 0, `kernel, ${padding} in front`).toBe(isJson);
      }
    });

    test.each(SEQUENCES)('a string with the bytes %j: %s', (sequence, isUtf8) => {
      for (const padding of PADDINGS) {
        const text = [...encoder.encode(`"${'a'.repeat(padding)}`), ...sequence, ...encoder.encode('"')];
        const bytes = Uint8Array.from(text);
        expect(validate(bytes).code === 0, 'reference').toBe(isUtf8);
        expect(harness.validate(bytes).code === 0, `kernel, ${padding} in front`).toBe(isUtf8);
      }
    });

    test(`nests up to ${MAX_DEPTH} levels and says clearly when it is deeper`, () => {
      const nested = (depth: number) => encoder.encode('['.repeat(depth) + ']'.repeat(depth));
      expect(harness.validate(nested(MAX_DEPTH)).code).toBe(0);
      expect(harness.validate(nested(MAX_DEPTH + 1))).toMatchObject({ code: -5 });
    });
  });
}

describe.skipIf(!existsSync(SUITE))('JSONTestSuite', async () => {
  const harness = new JsonHarness(await loadKernel());
  const directory = existsSync(join(SUITE, 'test_parsing')) ? join(SUITE, 'test_parsing') : SUITE;
  const files = existsSync(directory) ? readdirSync(directory, { recursive: true }) : [];
  const documents = files.map(String).filter((name) => /(^|\/)[yni]_[^/]*\.json$/.test(name));

  test('is all there', () => {
    expect(documents.length).toBeGreaterThanOrEqual(318);
  });

  test.each(documents)('%s', (name) => {
    const bytes = new Uint8Array(readFileSync(join(directory, name)));
    const kind = name.split('/').at(-1)?.[0];
    const accepted = harness.validate(bytes).code === 0;
    // n_ documents nested 100,000 deep are refused for their depth by us, for their end by JSON.parse.
    expect(accepted).toBe(kind === 'i' ? validate(bytes).code === 0 : kind === 'y');
  });
});
