import { beforeAll, describe, expect, it } from 'vitest';
import * as codes from '../../../kernel/layout/errors.ts';
import * as layout from '../../../kernel/layout/snapshot.ts';
import { SECTIONS } from '../../../src/kernel/reference/snapshot/spec.ts';
import { createRandom } from '../../../upstream-sim/random.ts';
import { randomSnapshot } from '../render/columns.ts';
import { Driver } from '../render/driver.ts';
import { makeWorld } from '../render/world.ts';
import { loadKernel, type TestKernel } from '../support.ts';
import { patched, seal, sectionOf } from './patch.ts';
import { verdict } from './reference.ts';

const SEED = 20261123;
/** values at the edge of what some check allows */
const EDGES = [0, 1, 4, 5, 10_000, 10_001, 0xfffe, 0xffff, 0x10000, 0x7fffffff, 0xffffffff];

let kernel: TestKernel;
let driver: Driver;
const world = makeWorld();

beforeAll(async () => {
  kernel = await loadKernel();
  driver = new Driver(kernel, 1_000_000);
});

/** The verdict of both, which must be the same. */
function open(snapshot: Uint8Array, context: string): number {
  const code = driver.open(snapshot);
  expect(code, context).toBe(verdict(snapshot));
  return code;
}

function setElement(view: DataView, width: number, at: number, value: number): void {
  if (width === 1) view.setUint8(at, value);
  else if (width === 4) view.setUint32(at, value, true);
  else view.setUint16(at, value, true);
}

describe('opening a snapshot', () => {
  it('accepts what builders write', () => {
    expect(open(world, 'world')).toBe(0);
  });

  it('names what is wrong with the header', () => {
    const change = (at: number, value: number) => patched(world, (view) => view.setUint32(at, value, true));
    expect(open(world.subarray(0, 63), 'short')).toBe(codes.E_SNAPSHOT_FORMAT);
    expect(open(new Uint8Array(0), 'empty')).toBe(codes.E_SNAPSHOT_FORMAT);
    expect(open(change(layout.SH_MAGIC, 0x32534642), 'magic')).toBe(codes.E_SNAPSHOT_FORMAT);
    expect(open(change(layout.SH_VERSION, layout.SNAPSHOT_VERSION + 1), 'version')).toBe(
      codes.E_SNAPSHOT_VERSION,
    );
    expect(open(change(layout.SH_LENGTH, world.length - 8), 'length')).toBe(codes.E_SNAPSHOT_FORMAT);
    expect(open(world.subarray(0, world.length - 8), 'cut')).toBe(codes.E_SNAPSHOT_FORMAT);
    for (const at of [layout.SH_CONTENT, layout.SH_SOURCES, layout.SH_SECTIONS]) {
      for (const value of EDGES) {
        expect(open(change(at, value), `${value} at ${at}`)).toBeOneOf([0, codes.E_SNAPSHOT_BOUNDS]);
      }
    }
  });

  it('refuses a time of building that ISO 8601 has no four-digit year for', () => {
    const builtAt = (time: bigint) =>
      patched(world, (view) => view.setBigUint64(layout.SH_BUILT_AT, time, true));
    expect(open(builtAt(253_402_300_799_999n), 'last')).toBe(0);
    expect(open(builtAt(253_402_300_800_000n), 'first')).toBe(codes.E_SNAPSHOT_BOUNDS);
    expect(open(builtAt(0xffff_ffff_ffff_ffffn), 'most')).toBe(codes.E_SNAPSHOT_BOUNDS);
  });

  it('takes XXH64 of any length', () => {
    for (let length = layout.SNAPSHOT_HEADER; length < layout.SNAPSHOT_HEADER + 70; length++) {
      const header = world.slice(0, length);
      new DataView(header.buffer).setUint32(layout.SH_LENGTH, length, true);
      expect(open(header, `${length}`)).toBe(codes.E_SNAPSHOT_CHECKSUM);
      expect(open(seal(header), `${length}, sealed`)).toBe(codes.E_SNAPSHOT_BOUNDS);
    }
  });

  it('keeps the snapshot of before when it refuses one', () => {
    expect(driver.open(world)).toBe(0);
    const before = driver.renderMaps();
    const bad = patched(world, (view) => view.setUint32(layout.SH_SECTIONS, 60, true));
    const at = kernel.alloc(bad.length + 64);
    kernel.bytes().set(bad, at);
    expect(kernel.call('snapshotOpen')(at, bad.length)).toBe(codes.E_SNAPSHOT_BOUNDS);
    expect(driver.renderMaps()).toBe(before);
  });

  it('skips sections that it does not know', () => {
    const renamed = patched(world, (view) =>
      view.setUint32(sectionOf(world, layout.S_SEARCH).entry, 999, true),
    );
    expect(open(renamed, 'a known one is missing')).toBe(codes.E_SNAPSHOT_BOUNDS);
    const content = new DataView(world.buffer).getUint32(layout.SH_CONTENT, true);
    const more = withEntry(content, 999, 0);
    expect(open(more, 'one more')).toBe(0);
    expect(open(withEntry(content, layout.S_SEARCH, 0), 'one twice')).toBe(codes.E_SNAPSHOT_BOUNDS);
    expect(open(withEntry(content, 999, 65), 'an element of 65 bytes')).toBe(codes.E_SNAPSHOT_BOUNDS);
  });

  /** The world with one more entry in the section table; sections keep their places behind it. */
  function withEntry(content: number, id: number, width: number): Uint8Array {
    const view = new DataView(world.buffer);
    const sections = view.getUint32(layout.SH_SECTIONS, true);
    const end = content + sections * 16;
    const out = new Uint8Array(world.length + 16);
    out.set(world.subarray(0, end));
    out.set(world.subarray(end), end + 16);
    const changed = new DataView(out.buffer);
    changed.setUint32(layout.SH_LENGTH, out.length, true);
    changed.setUint32(layout.SH_SECTIONS, sections + 1, true);
    for (let entry = content; entry < end; entry += 16) {
      changed.setUint32(entry + 4, changed.getUint32(entry + 4, true) + 16, true);
    }
    changed.setUint32(end, id, true);
    changed.setUint32(end + 4, end + 16 - content, true);
    changed.setUint32(end + 12, width, true);
    return seal(out);
  }

  const odd = randomSnapshot(createRandom(SEED, 1));

  it.each(SECTIONS.map((spec) => [spec.id, spec.kind, spec.width] as const))(
    'checks section %i (%s, %i bytes) as the reference does',
    (id, _kind, width) => {
      const { entry, start, count } = sectionOf(odd, id);
      const size = width === 10 ? 2 : width;
      const last = (count * width) / size - 1;
      expect(last, 'an empty column checks nothing').toBeGreaterThanOrEqual(0);
      for (const value of EDGES) {
        for (const field of [layout.SECTION_OFFSET, layout.SECTION_COUNT, layout.SECTION_WIDTH]) {
          const change = (view: DataView) => view.setUint32(entry + 4 * field, value, true);
          open(patched(odd, change), `entry field ${field} = ${value}`);
        }
        for (const element of new Set([0, last >> 1, last])) {
          const change = (view: DataView) => setElement(view, width, start + element * size, value);
          open(patched(odd, change), `element ${element} = ${value}`);
        }
      }
    },
  );
});
