/**
 * The kernel in the runtime that it is for: what the collector's module builds, and the edge's answers from, are the
 * bytes of the plain TypeScript one.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import kernelModule from '../../build/kernel.wasm';
import readerModule from '../../build/reader.wasm';
import { createKernel } from '../../src/kernel/host.ts';
import { createReader } from '../../src/kernel/reader-host.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { BRACKET_NAMES, SORT_NAMES } from '../../src/shared/answers.ts';
import { buildWorld, IDS, NOW } from '../serve/world.ts';

const builder = createKernel(kernelModule);
const reader = createReader(readerModule);
const reference = createReferenceKernel();
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

beforeAll(() => {
  const snapshot = buildWorld(builder);
  expect(snapshot).toEqual(buildWorld(reference));
  expect(reader.open(snapshot)).toEqual(reference.open(snapshot));
});

describe('the kernel in workerd answers as the reference does', () => {
  const keys = [
    'copper-bend',
    'twin-forks',
    'twin-forks-gem-rush',
    'nope',
    '',
    '0',
    '999',
    ...Object.values(IDS).map(String),
  ];

  test('whatever is looked for', () => {
    for (const key of keys) {
      expect(reader.findMap(key), key).toBe(reference.findMap(key));
      expect(reader.findBrawler(key), key).toBe(reference.findBrawler(key));
    }
  });

  test('maps in every bracket and order', () => {
    for (let map = 0; map < 10; map++) {
      for (const bracket of BRACKET_NAMES.keys()) {
        for (const sort of SORT_NAMES.keys()) {
          for (const [min, limit] of [
            [0, 0],
            [41, 0],
            [0, 2],
          ] as const) {
            const options = { bracket, sort, min, limit };
            expect(text(reader.renderMap(map, options))).toBe(text(reference.renderMap(map, options)));
          }
        }
      }
    }
  });

  test('brawlers, lists, events and searches', () => {
    for (let brawler = 0; brawler < 13; brawler++) {
      const options = { bracket: 0, min: brawler % 2, limit: brawler % 3 };
      expect(text(reader.renderBrawler(brawler, options))).toBe(
        text(reference.renderBrawler(brawler, options)),
      );
    }
    for (const name of ['renderMaps', 'renderBrawlers', 'renderModes'] as const)
      expect(text(reader[name]())).toBe(text(reference[name]()));
    for (const hours of [-2, 0, 3, 30, 100]) {
      const now = NOW / 1000 + 3600 * hours;
      expect(text(reader.renderEvents(now))).toBe(text(reference.renderEvents(now)));
      expect(reader.rotationPhase(now)).toBe(reference.rotationPhase(now));
      for (const query of [
        'copper',
        'coper bnd',
        'a',
        '九',
        '極光',
        '<script>',
        'élan',
        'mr coil',
        'dyna8',
        '',
      ])
        expect(text(reader.renderSearch(query, 8, now)), query).toBe(
          text(reference.renderSearch(query, 8, now)),
        );
    }
  });

  test('a body that was lent is the response’s own from then on', async () => {
    const options = { bracket: 0, sort: 0, min: 0, limit: 0 };
    const expected = [0, 1, 2].map((map) => text(reference.renderMap(map, options)));
    const responses = [0, 1, 2].map((map) => new Response(reader.renderMap(map, options, true) as BodyInit));
    reader.renderSearch('copper', 8, NOW / 1000, true);
    expect(await Promise.all(responses.map((response) => response.text()))).toEqual(expected);
  });
});
