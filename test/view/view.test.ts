/** The browser's view: the same numbers in less bytes, and nothing that a reader would have to take on trust. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCatalogue } from '../../bench/build/catalogue.ts';
import { makeCounts } from '../../bench/build/counts.ts';
import { BRACKET_ALL, BRACKET_LADDER, S_BOARD_BRACKET, S_STRINGS } from '../../kernel/layout/snapshot.ts';
import { makeView } from '../../src/collect/view.ts';
import { createKernel } from '../../src/kernel/host.ts';
import type { Kernel, Reader } from '../../src/kernel/port.ts';
import { createReferenceKernel } from '../../src/kernel/reference/index.ts';
import { pack, unpack, unpackSteps } from '../../src/shared/view/pack.ts';
import { projectForBrowser, VIEW_TEAMS } from '../../src/shared/view/project.ts';
import { takeApart } from '../../src/shared/view/sections.ts';
import type { BrawlerAnswer, MapAnswer, SearchAnswer } from '../../src/shared/wire.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { countAll, openWorld, play, snapshotOf } from '../draft/simulated.ts';
import { buildWorld } from '../serve/world.ts';

const WASM = join(import.meta.dirname, '../../build/kernel.wasm');
const SEED = 20_261_126;
const ALL = { bracket: BRACKET_ALL, min: 0, limit: 0, sort: 0 };

const module = new WebAssembly.Module(readFileSync(WASM));
let kernel: Kernel;
let full: Uint8Array;
let view: Uint8Array;

function opened(bytes: Uint8Array): Reader {
  const reader = createKernel(module);
  const result = reader.open(bytes);
  if (!result.ok) throw new Error(result.error.message);
  return reader;
}

function parse<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

beforeAll(() => {
  kernel = createKernel(module);
  const sums = makeCounts(SEED);
  const bundles = makeCatalogue(SEED).slice(0, 4);
  full = kernel.buildSnapshot({ bundles, sums, builtAt: 1, data: 'live', windowDays: 28, sources: [] });
  view = kernel.seal(projectForBrowser(full));
});

describe('the projection', () => {
  test('is a snapshot that both readers open, under the hash of the whole', () => {
    const head = opened(view).head;
    expect(head?.hash).toBe(opened(full).head?.hash);
    expect(head?.battles).toBe(opened(full).head?.battles);
    const reference = createReferenceKernel();
    expect(reference.open(view)).toMatchObject({ ok: true });
    expect(createReferenceKernel().seal(projectForBrowser(full))).toEqual(view);
  });

  test('has bracket all of every map as the whole has it, and the best teams', () => {
    const [whole, part] = [opened(full), opened(view)];
    const { maps } = parse<{ maps: { slug: string }[] }>(whole.renderMaps());
    expect(part.renderMaps()).toEqual(whole.renderMaps());
    let teams = 0;
    maps.forEach(({ slug }) => {
      const of = (reader: Reader) => parse<MapAnswer>(reader.renderMap(reader.findMap(slug), ALL));
      const expected = of(whole);
      teams += expected.teams.length;
      expect(of(part)).toEqual({ ...expected, teams: expected.teams.slice(0, VIEW_TEAMS) });
    });
    expect(teams).toBeGreaterThan(120 * VIEW_TEAMS);
  });

  test('has nothing of other brackets', () => {
    const part = opened(view);
    const { maps } = parse<{ maps: { slug: string }[] }>(part.renderMaps());
    for (const { slug } of maps) {
      const map = parse<MapAnswer>(part.renderMap(part.findMap(slug), { ...ALL, bracket: BRACKET_LADDER }));
      expect(map.brawlers).toEqual([]);
    }
    const section = takeApart(view).sections.find(({ id }) => id === S_BOARD_BRACKET);
    expect(new Set(section?.bytes)).toEqual(new Set([BRACKET_ALL]));
  });

  test('keeps each brawler’s maps in their order, and the search', () => {
    const [whole, part] = [opened(full), opened(view)];
    const options = { bracket: BRACKET_ALL, min: 0, limit: 0 };
    for (let row = 0; row < 100; row++) {
      const of = (reader: Reader) => parse<BrawlerAnswer>(reader.renderBrawler(row, options)).bestMaps;
      expect(of(part)).toEqual(of(whole));
    }
    for (const query of ['ba', 'shel', 'gla', 'ty mee']) {
      const of = (reader: Reader) => parse<SearchAnswer>(reader.renderSearch(query, 8, 0));
      expect(of(part)).toEqual(of(whole));
    }
  });
});

describe('the pack', () => {
  test('gives back every byte, at once and in steps', () => {
    expect(unpack(pack(view))).toEqual(view);
    const steps = unpackSteps(pack(view));
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(step.value).toEqual(view);
    expect(unpack(pack(full))).toEqual(full);
  });

  test('of small worlds too', () => {
    for (const world of [buildWorld(kernel), buildWorld(kernel, { windowDays: 28 })]) {
      expect(unpack(pack(world))).toEqual(world);
      const small = kernel.seal(projectForBrowser(world));
      expect(unpack(pack(small))).toEqual(small);
      expect(opened(small).head?.maps).toBe(opened(world).head?.maps);
    }
    const empty = kernel.buildSnapshot({ bundles: [], builtAt: 0, data: 'live', windowDays: 0, sources: [] });
    expect(unpack(pack(kernel.seal(projectForBrowser(empty))))).toEqual(empty);
  });

  test('whatever the columns hold, and a section that nobody knows', () => {
    const random = createRandom(SEED);
    for (let round = 0; round < 20; round++) {
      const torn = view.slice();
      const { sections } = takeApart(torn);
      for (const { id, bytes } of sections) {
        if (id === S_STRINGS || bytes.length === 0) continue;
        for (let i = 0; i < 8; i++)
          bytes[Math.floor(random.float() * bytes.length)] = Math.floor(random.float() * 256);
      }
      expect(unpack(pack(torn)), `seed ${SEED}, round ${round}`).toEqual(torn);
    }
  });

  test('is 200 KB at most for a full snapshot, as it travels', async () => {
    const travels = await makeView(kernel, full, () => {});
    expect(travels?.length).toBeLessThanOrEqual(200_000);
    expect(unpack(new Uint8Array(gunzipSync(travels ?? new Uint8Array())))).toEqual(view);
  });

  test('has room for the pairs and match-ups of every mode', { timeout: 60_000 }, async () => {
    const { world, maps } = openWorld(SEED, ['three']);
    const counts = countAll(play(world, maps, 200_000, 1));
    const travels = async (whole: Uint8Array) =>
      (await makeView(kernel, whole, () => {}))?.length ?? Number.NaN;
    const effects =
      (await travels(snapshotOf(kernel, maps, counts))) -
      (await travels(snapshotOf(kernel, maps, counts, false)));
    expect(effects).toBeGreaterThan(0);
    // Another world's, beside the fullest one: what they add is what counts.
    expect((await travels(full)) + effects).toBeLessThanOrEqual(200_000);
  });

  test('that is broken is refused, and never read beyond its end', () => {
    const packed = pack(kernel.seal(projectForBrowser(buildWorld(kernel))));
    const random = createRandom(SEED);
    const reader = createKernel(module);
    for (let length = 0; length < 200; length++) {
      expect(() => unpack(packed.subarray(0, length))).toThrow(RangeError);
    }
    for (let round = 0; round < 400; round++) {
      const broken = packed.slice();
      const within = round % 2 === 0 ? broken.length : 1_000;
      broken[Math.floor(random.float() * within)] = Math.floor(random.float() * 256);
      try {
        const bytes = unpack(broken);
        // What a reader takes is what was packed.
        if (reader.open(bytes).ok) expect(bytes, `seed ${SEED}, round ${round}`).toEqual(unpack(packed));
      } catch (error) {
        expect(error, `seed ${SEED}, round ${round}`).toBeInstanceOf(RangeError);
      }
    }
  });
});

test('a snapshot of which no view can be made is published all the same', async () => {
  const logged: unknown[] = [];
  expect(await makeView(kernel, full.slice(0, 64), (event) => logged.push(event))).toBeNull();
  expect(logged).toMatchObject([{ event: 'view-failed' }]);
});
