/** The image of a shared link: a PNG that others can read, from the numbers of the page. */
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Canvas, textWidth } from '../../src/web/share/canvas.ts';
import { boxes, drawable, glyph } from '../../src/web/share/font.ts';
import { encodePng } from '../../src/web/share/png.ts';
import { createWorldSite } from '../serve/site.ts';

/** What a PNG says: chunks with their checksums checked by the decoder's own arithmetic. */
function readPng(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = new Map<string, Uint8Array>();
  let at = 8;
  while (at < bytes.length) {
    const length = view.getUint32(at);
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    chunks.set(type, bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const header = chunks.get('IHDR') ?? new Uint8Array(13);
  const size = new DataView(header.buffer, header.byteOffset);
  const [width, height] = [size.getUint32(0), size.getUint32(4)];
  const raw = inflateSync(chunks.get('IDAT') ?? new Uint8Array());
  const line = width / 2 + 1;
  const rows: Uint8Array[] = [];
  for (let row = 0; row < height; row++) {
    const bytesOf = raw.subarray(row * line + 1, (row + 1) * line);
    const above = rows[row - 1];
    rows.push(
      raw[row * line] === 2 && above !== undefined
        ? bytesOf.map((b, i) => (b + (above[i] ?? 0)) & 255)
        : bytesOf,
    );
  }
  return { width, height, types: [...chunks.keys()], rows };
}

describe('a PNG', () => {
  test('has what was drawn, every pixel twice as large', async () => {
    const canvas = new Canvas(4, 3);
    canvas.rect(1, 1, 2, 5, 3);
    const file = await encodePng(canvas, [0x102030, 0, 0, 0xffffff]);
    expect([...file.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    const { width, height, types, rows } = readPng(file);
    expect([width, height]).toEqual([8, 6]);
    expect(types).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
    const [off, on] = [0, 0x33];
    expect(rows.map((row) => [...row])).toEqual([
      ...[0, 1].map(() => [off, off, off, off]),
      ...[2, 3, 4, 5].map(() => [off, on, on, off]),
    ]);
  });
});

describe('letters', () => {
  test('are drawn, small ones and those with marks as capitals; others are boxes', () => {
    expect(drawable('Élan')).toBe('ELAN');
    expect(boxes(drawable("Mr. P & O'Neil 8-Bit (50 %)"))).toBe(0);
    expect(boxes(drawable('九尾'))).toBe(2);
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') {
      const rows = glyph(letter);
      expect(rows).toHaveLength(7);
      expect(Math.max(...rows)).toBeLessThan(32);
      expect(rows[0], letter).toBeGreaterThan(0);
    }
    const all = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'].map((letter) => glyph(letter).join());
    expect(new Set(all).size).toBe(all.length);
    expect(textWidth('AB', 2)).toBe(22);
  });
});

describe('/og/map/:slug.png', () => {
  test('is an image of 1200 × 630 that may be kept for an hour', async () => {
    const site = await createWorldSite();
    for (const slug of ['copper-bend', 'quiet-vale', 'map-15009011', 'rate-only-ridge']) {
      const response = await site.ask(`/og/map/${slug}.png`);
      expect(response.status, slug).toBe(200);
      expect(response.headers.get('content-type')).toBe('image/png');
      expect(response.headers.get('cache-control')).toContain('max-age=3600');
      const bytes = new Uint8Array(await response.arrayBuffer());
      const { width, height } = readPng(bytes);
      expect([width, height]).toEqual([1200, 630]);
      expect(bytes.length).toBeLessThan(40_000);
    }
    expect((await site.ask('/og/map/nope.png')).status).toBe(404);
    expect(await (await site.ask('/map/copper-bend')).text()).toContain(
      'property="og:image" content="http://edge.test/og/map/copper-bend.png"',
    );
  });
});
