/** Documents that end in the middle, with what was cut off standing behind them in memory. */
import { beforeAll, describe, expect, it } from 'vitest';
import { validate } from '../../../src/kernel/reference/json/index.ts';
import { loadKernel, type Variant } from '../support.ts';
import { SAMPLES } from './documents.ts';
import { extractByReference, JsonHarness } from './harness.ts';

const VARIANTS: readonly Variant[] = ['release', 'debug'];
const SCALARS = ['1234567', '-12.5e10', 'true ', 'null\n', '"text"', '[1,22,333]', '{"a":[true]} '];
const encoder = new TextEncoder();

describe.each(VARIANTS)('the %s kernel', (variant) => {
  let harness: JsonHarness;
  beforeAll(async () => {
    harness = new JsonHarness(await loadKernel(variant));
  });

  it.each(SAMPLES)('reads nothing behind the end of: $name', ({ kind, text }) => {
    const whole = encoder.encode(text);
    const step = whole.length > 1500 ? 7 : 1;
    for (let length = 0; length < whole.length; length += step) {
      const noise = (at: number) => whole[length + at] ?? 0x20;
      const cut = whole.subarray(0, length);
      const reference = extractByReference(kind, cut);
      const { code } = harness.extract(kind, cut, { noise });
      expect(code < 0, `cut at ${length}`).toBe(!reference.ok);
      expect(harness.validate(cut, { noise }).code < 0, `cut at ${length}`).toBe(validate(cut).code < 0);
    }
  });

  it.each(SCALARS)('reads nothing behind the end of %j', (text) => {
    const whole = encoder.encode(text);
    for (const behind of [text, '1', '.5', 'e5', ' ', '"', ']', '}', '],', '1] ', '"} ', 'ue', 'l ']) {
      for (let length = 0; length <= whole.length; length++) {
        const rest = encoder.encode(text.slice(length) + behind);
        const other = encoder.encode(behind);
        for (const noise of [rest, other]) {
          const cut = whole.subarray(0, length);
          const { code } = harness.validate(cut, { noise: (at) => noise[at] ?? 0x20 });
          expect(code < 0, `${text.slice(0, length)} | ${behind}`).toBe(validate(cut).code < 0);
        }
      }
    }
  });
});
