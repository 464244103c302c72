import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as build from '../../../kernel/layout/build.ts';
import * as bundleLayout from '../../../kernel/layout/bundle.ts';
import { E_ARGUMENT, E_OUTPUT_FULL, E_RANGE } from '../../../kernel/layout/errors.ts';
import * as layout from '../../../kernel/layout/snapshot.ts';
import { extract } from '../../../src/kernel/reference/json/index.ts';
import { buildSnapshot, type SnapshotInput } from '../../../src/kernel/reference/snapshot/build.ts';
import { openSnapshot } from '../../../src/kernel/reference/snapshot/view.ts';
import { draws } from '../stats/support.ts';
import { Builder, isSeries, pack, sumEntries } from './kernel.ts';
import * as support from './support.ts';
import { makeUp } from './worlds.ts';

const SEED = Number(process.env.SEED ?? 1000);
const WORLDS = Number(process.env.WORLDS ?? 200);
const CORRUPTIONS = Number(process.env.CORRUPTIONS ?? 1000);
/** ms; more than any run takes that is asked for */
const TIMEOUT = 600_000;

/** The input that a packed one stands for, as the kernel reads it. */
function unpack(packed: Uint8Array): SnapshotInput {
  const words = new Uint32Array(packed.buffer, packed.byteOffset, packed.length >>> 2);
  const word = (i: number) => words[i] ?? 0;
  const entries = build.BUILD_HEADER_FIELDS + word(build.BUILD_SOURCES) * layout.SOURCE_FIELDS;
  const counted = sumEntries(packed).map((bytes) => bytes.slice());
  const [series] = counted.filter(isSeries);
  return {
    builtAt: word(build.BUILD_BUILT_AT_LOW) + word(build.BUILD_BUILT_AT_HIGH) * 2 ** 32,
    data: word(build.BUILD_DATA),
    windowDays: word(build.BUILD_WINDOW_DAYS),
    sources: Array.from({ length: word(build.BUILD_SOURCES) }, (_, i) => {
      const at = build.BUILD_HEADER_FIELDS + i * layout.SOURCE_FIELDS;
      return { id: word(at), status: word(at + 1), lastGood: word(at + 2), rows: word(at + 3) };
    }),
    sums: counted.filter((bytes) => !isSeries(bytes)),
    ...(series === undefined ? {} : { series }),
    bundles: Array.from({ length: word(build.BUILD_BUNDLES) }, (_, i) => {
      const at = entries + i * build.BUILD_ENTRY_FIELDS;
      return packed.slice(word(at), word(at) + word(at + 1));
    }),
  };
}

/** Sections of a snapshot as id → "count × width: bytes", to say where two snapshots part. */
function sections(bytes: Uint8Array): Map<number, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const content = view.getUint32(layout.SH_CONTENT, true);
  const word = (section: number, field: number) => view.getUint32(content + 16 * section + 4 * field, true);
  return new Map(
    Array.from({ length: view.getUint32(layout.SH_SECTIONS, true) }, (_, i) => {
      const at = content + word(i, layout.SECTION_OFFSET);
      const length = word(i, layout.SECTION_COUNT) * word(i, layout.SECTION_WIDTH);
      return [word(i, layout.SECTION_ID), Buffer.from(bytes.subarray(at, at + length)).toString('hex')];
    }),
  );
}

/** Where two snapshots part: the first section or the first byte; null where they don't. */
function difference(expected: Uint8Array, found: Uint8Array): string | null {
  if (Buffer.compare(expected, found) === 0) return null;
  const other = sections(found);
  for (const [id, hex] of sections(expected)) {
    if (hex !== other.get(id)) return `section ${id}: ${hex.slice(0, 400)} | ${other.get(id)?.slice(0, 400)}`;
  }
  return `byte ${expected.findIndex((byte, i) => byte !== found[i])}`;
}

describe.each(['release', 'debug'] as const)('%s kernel', (variant) => {
  let builder: Builder;
  beforeAll(async () => {
    builder = await Builder.load(variant);
  });

  function expectEqual(input: SnapshotInput, note: string): void {
    const expected = buildSnapshot(input);
    const { result, bytes } = builder.build(pack(input));
    expect(result, note).toBeGreaterThan(0);
    expect(difference(expected, bytes), note).toBe(null);
  }

  test(`made-up upstreams give the reference's bytes (${WORLDS} from seed ${SEED})`, {
    timeout: TIMEOUT,
  }, () => {
    const worlds = variant === 'debug' ? Math.ceil(WORLDS / 4) : WORLDS;
    let tables = 0;
    for (let seed = SEED; seed < SEED + worlds; seed++) {
      const input = makeUp(seed);
      tables += support
        .views(...input.bundles)
        .reduce((sum, view) => sum + view.header(bundleLayout.BH_TABLES_COUNT), 0);
      expectEqual(input, `seed ${seed}`);
    }
    expect(tables).toBeGreaterThan(worlds);
  });

  test.each([
    ['nothing', []],
    [
      'empty lists',
      [support.mapsBundle(), support.brawlersBundle(), support.modesBundle(), support.eventsBundle([])],
    ],
    [
      'the largest ids',
      [support.mapsBundle({ id: 2 ** 32 - 2, name: 'x', gameMode: { name: 'y', scId: 2 ** 32 - 2 } })],
    ],
  ])('%s', (note, bundles) => {
    expectEqual(support.input(bundles), note);
  });

  test('counts beyond 32 bits, and all games drawn', () => {
    const map = {
      id: 1,
      name: 'x',
      gameMode: support.GEM_GRAB,
      stats: [{ brawler: 16000000, winRate: 60, useRate: 100, count: 4_000_000_000 }],
      teamStats: [support.teamDocument([16000000, 16000000], 0, 4_000_000_000, 4_000_000_000)],
    };
    expectEqual(support.input([support.mapsBundle(map, { ...map, id: 2 })]), 'counts');
  });

  test(`corrupted inputs are refused or built as the reference builds them (${CORRUPTIONS} from seed ${SEED})`, {
    timeout: TIMEOUT,
  }, () => {
    const random = draws(SEED);
    let accepted = 0;
    for (let i = 0; i < (variant === 'debug' ? CORRUPTIONS / 4 : CORRUPTIONS); i++) {
      const seed = SEED + random.integer(200);
      const packed = pack(makeUp(seed));
      for (let flips = 1 + random.integer(3); flips > 0; flips--) {
        const at = random.integer(random.uniform() < 0.5 ? Math.min(packed.length, 400) : packed.length);
        packed[at] =
          random.uniform() < 0.5 ? (packed[at] ?? 0) ^ (1 << random.integer(8)) : random.integer(256);
      }
      const length = random.uniform() < 0.1 ? random.integer(packed.length + 1) : packed.length;
      const { result, bytes } = builder.build(packed.subarray(0, length));
      if (result < 0) {
        expect([E_ARGUMENT, E_RANGE]).toContain(result);
        continue;
      }
      accepted++;
      const expected = buildSnapshot(unpack(packed.slice(0, length)));
      expect(difference(expected, bytes), `corruption ${i} of seed ${seed}`).toBe(null);
      expect(openSnapshot(bytes), `corruption ${i} of seed ${seed}`).toMatchObject({ ok: true });
    }
    expect(accepted).toBeGreaterThan(10);
  });

  test('scratch is enough where every row costs the most', () => {
    const rows = Array.from({ length: 2049 }, (_, i) => i);
    const letter = (i: number) => String.fromCodePoint(0x4e00 + i);
    const maps = rows.map((id) => ({ id: 4e9 + id, name: letter(id), gameMode: { name: letter(id) } }));
    expectEqual(support.input([support.mapsBundle(...maps)]), 'maps and modes');
    const nameless = rows.map((id) => ({ id: 4e9 + id, name: '!', gameMode: { name: '!' } }));
    expectEqual(support.input([support.mapsBundle(...nameless)]), 'maps without keys');
    const modes = rows.map((id) => ({ scId: 4e9 + id, name: letter(id) }));
    expectEqual(support.input([support.modesBundle(...modes)]), 'modes');
    const brawlers = rows.map((id) => ({ id: 4e9 + id, name: letter(id) }));
    expectEqual(support.input([support.brawlersBundle(...brawlers)]), 'brawlers');
    const stats = rows.map((id) => ({ brawler: 4e9 + id, winRate: 50, useRate: 1, count: 1 }));
    const table = { id: 1, name: 'x', gameMode: support.BOUNTY, stats };
    expectEqual(support.input([support.mapBundle(table)]), 'unlisted brawlers');
    const tables = rows.map((id) => ({
      ...table,
      id,
      name: letter(id),
      stats: [stats[0] as support.StatDocument],
    }));
    expectEqual(support.input([support.mapsBundle(...tables)]), 'tables');
  });

  test('an output too small is full, and nothing is written behind it', () => {
    const packed = pack(makeUp(SEED + 1));
    const needed = builder.build(packed).result;
    let full = 0;
    for (let capacity = 0; capacity < needed + 2000; capacity += 97) {
      const { result } = builder.build(packed, capacity);
      expect([needed, E_OUTPUT_FULL]).toContain(result);
      if (result === E_OUTPUT_FULL) full++;
      if (capacity < needed) expect(result).toBe(E_OUTPUT_FULL);
    }
    expect(full).toBeGreaterThan(0);
  });

  test('contradictory arguments are refused', () => {
    const packed = pack(support.input([support.mapsBundle({ id: 1, name: 'x', gameMode: support.BOUNTY })]));
    const size = builder.scratchOf(packed);
    expect(builder.build(packed, undefined, size - 1).result).toBe(E_ARGUMENT);
    expect(builder.build(packed.subarray(0, 31)).result).toBe(E_ARGUMENT);
    expect(builder.scratchSize(-1, 0, 0)).toBe(E_ARGUMENT);
    expect(builder.scratchSize(2 ** 31 - 1)).toBe(E_ARGUMENT);
    const twice = pack(support.input([support.mapsBundle(), support.mapsBundle()]));
    const words = new Uint32Array(twice.buffer);
    // The second bundle is the first one over again.
    words[build.BUILD_HEADER_FIELDS + 2] = words[build.BUILD_HEADER_FIELDS] ?? 0;
    const refused = builder.build(twice);
    expect(refused.result).toBe(E_ARGUMENT);
    expect(refused.errorOffset).toBe(4 * (build.BUILD_HEADER_FIELDS + 2));
  });

  test('more brawlers than a snapshot holds are refused', () => {
    const list = Array.from({ length: build.MAX_BRAWLERS + 1 }, (_, i) => ({ id: i + 1, name: `B${i}` }));
    expect(builder.build(pack(support.input([support.brawlersBundle(...list)]))).result).toBe(E_RANGE);
    expectEqual(support.input([support.brawlersBundle(...list.slice(1))]), 'most brawlers');
    const stats = list.map(({ id }) => ({ brawler: id, winRate: 50, useRate: 1 }));
    const map = { id: 1, name: 'x', gameMode: support.BOUNTY, stats };
    expect(builder.build(pack(support.input([support.mapBundle(map)]))).result).toBe(E_RANGE);
  });

  test.skipIf(support.RECORDINGS === null)('recordings', () => {
    const load = (path: string, kind: number) => {
      const result = extract(kind, readFileSync(join(support.RECORDINGS ?? '', path)));
      if (!result.ok) throw new Error(`${path} refused with code ${result.code}`);
      return result.bytes;
    };
    const lists = (recording: string) => [
      load(`${recording}/brawlapi/v1/maps.json`, bundleLayout.KIND_MAPS),
      load(`${recording}/brawlapi/v1/brawlers.json`, bundleLayout.KIND_BRAWLERS),
      load(`${recording}/brawlapi/v1/gamemodes.json`, bundleLayout.KIND_MODES),
    ];
    const single = (folder: string) =>
      readdirSync(join(support.RECORDINGS ?? '', folder)).map((file) =>
        load(`${folder}/${file}`, bundleLayout.KIND_MAP),
      );
    const events = load('brawlapi-2025-08/brawlapi/v1/events.json', bundleLayout.KIND_EVENTS);
    const of2025 = [...lists('brawlapi-2025-08'), events, ...single('brawlapi-2025-08/brawlapi/v1/maps')];
    const of2026 = [...lists('catalogue-2026-06'), ...single('frozen-2026-02/brawlapi/v1/maps')];
    expectEqual(support.input(of2025), '2025-08');
    expectEqual(support.input(of2026), '2026-06');
    expectEqual(support.input([...of2026, ...of2025]), 'both');
  });
});
