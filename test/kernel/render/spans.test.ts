import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { REPOSITORY } from '../support.ts';

/** bytes a line of the table */
const LINE = 20;

interface Span {
  text: string;
  name: string;
  value: string;
}

/** The spans that the file's comments ask for, and what stands in it. */
function readSpans(): { spans: Span[]; bytes: number[] } {
  const source = readFileSync(join(REPOSITORY, 'kernel', 'render', 'spans.ts'), 'utf8');
  const spans = [...source.matchAll(/\/\*\* (.*) \*\/\nexport const (\w+) = (0x[0-9a-f]+);/g)];
  const [, table = ''] = /memory\.data<u8>\(\[([^\]]*)\]\)/.exec(source) ?? [];
  return {
    spans: spans.map(([, text = '', name = '', value = '']) => ({ text, name, value })),
    bytes: table
      .split(',')
      .map((byte) => byte.trim())
      .filter(Boolean)
      .map(Number),
  };
}

/** The file's lines as they must be for its comments: the longest texts first, those within others nowhere. */
function expected(spans: readonly Span[]): { consts: string[]; bytes: number[] } {
  let pool = '';
  for (const { text } of spans.toSorted((a, b) => b.text.length - a.text.length)) {
    if (!pool.includes(text)) pool += text;
  }
  const consts = spans.map(({ text, name }) => {
    const value = (pool.indexOf(text) << 8) | text.length;
    return `export const ${name} = 0x${value.toString(16).padStart(5, '0')};`;
  });
  return { consts, bytes: [...Buffer.from(pool)] };
}

it('the spans are the texts in their comments', () => {
  const { spans, bytes } = readSpans();
  const want = expected(spans);
  const lines = Array.from({ length: Math.ceil(want.bytes.length / LINE) }, (_, i) =>
    want.bytes.slice(i * LINE, (i + 1) * LINE).join(', '),
  );
  expect(spans.length).toBeGreaterThan(50);
  expect(
    spans.map(({ name, value }) => `export const ${name} = ${value};`),
    `kernel/render/spans.ts must hold\n${want.consts.join('\n')}\n  ${lines.join(',\n  ')},\n`,
  ).toEqual(want.consts);
  expect(bytes).toEqual(want.bytes);
});
