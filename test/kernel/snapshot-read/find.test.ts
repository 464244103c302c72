import { beforeAll, describe, expect, it } from 'vitest';
import * as layout from '../../../kernel/layout/snapshot.ts';
import { findBrawler, findMap } from '../../../src/kernel/reference/render/find.ts';
import type { SnapshotView } from '../../../src/kernel/reference/snapshot/view.ts';
import { createRandom } from '../../../upstream-sim/random.ts';
import { randomSnapshot } from '../render/columns.ts';
import { Driver } from '../render/driver.ts';
import { makeWorld } from '../render/world.ts';
import { loadKernel } from '../support.ts';
import { viewOf } from './reference.ts';

const SEED = Number(process.env.SEED ?? 20261123);
const ROUNDS = 60;

let driver: Driver;
beforeAll(async () => {
  driver = new Driver(await loadKernel(), 1000);
});

/** Every id and slug of a snapshot, alone and joined, and what is near to them. */
function keysOf(view: SnapshotView): Set<string> {
  const texts = (id: number) => [...Array(view.count(id) - 1).keys()].map((row) => view.text(id, row));
  const slugs = [...texts(layout.S_MAP_SLUG), ...texts(layout.S_MODE_SLUG), ...texts(layout.S_BRAWLER_SLUG)];
  const ids = [layout.S_ALIAS_ID, layout.S_BRAWLER_ID, layout.S_MAP_ID].flatMap((id) => [...view.column(id)]);
  const keys = new Set([
    '',
    '-',
    '--',
    'a-',
    '-a',
    '0',
    '00',
    '4294967295',
    '4294967296',
    '9999999999',
    '12345678901',
  ]);
  for (const slug of slugs) {
    keys.add(slug);
    keys.add(slug.slice(0, -1));
    keys.add(`${slug}x`);
    for (const other of slugs) keys.add(`${slug}-${other}`);
  }
  for (const id of ids)
    for (const key of [id - 1, id, id + 1]) keys.add(String(key)).add(`0${key}`).add(`${key}a`);
  return keys;
}

function expectSame(snapshot: Uint8Array, context: string): number {
  const view = viewOf(snapshot);
  expect(driver.open(snapshot)).toBe(0);
  const keys = keysOf(view);
  let found = 0;
  for (const key of keys) {
    const map = driver.find('findMap', key);
    const brawler = driver.find('findBrawler', key);
    if (map !== findMap(view, key)) expect(map, `${context}: map ${key}`).toBe(findMap(view, key));
    if (brawler !== findBrawler(view, key)) {
      expect(brawler, `${context}: brawler ${key}`).toBe(findBrawler(view, key));
    }
    found += (map >= 0 ? 1 : 0) + (brawler >= 0 ? 1 : 0);
  }
  return found;
}

describe('finding maps and brawlers', () => {
  it('gives the same rows as the reference in a small world', () => {
    expect(expectSame(makeWorld(), 'world')).toBeGreaterThan(20);
  });

  it(`gives the same rows as the reference in random columns (seed ${SEED}, ${ROUNDS} snapshots)`, () => {
    let found = 0;
    for (let round = 0; round < ROUNDS; round++) {
      found += expectSame(randomSnapshot(createRandom(SEED, round, 2)), `snapshot ${round}`);
    }
    expect(found).toBeGreaterThan(ROUNDS * 10);
  });
});
