import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as bundle from '../../../kernel/layout/bundle.ts';
import { E_ARGUMENT, E_NO_SNAPSHOT, E_OUTPUT_FULL } from '../../../kernel/layout/errors.ts';
import * as layout from '../../../kernel/layout/snapshot.ts';
import { extract } from '../../../src/kernel/reference/json/index.ts';
import { buildSnapshot } from '../../../src/kernel/reference/snapshot/build.ts';
import { openSnapshot, type SnapshotView } from '../../../src/kernel/reference/snapshot/view.ts';
import { createRandom } from '../../../upstream-sim/random.ts';
import { loadKernel, SHARED_DATA, type TestKernel } from '../support.ts';
import { allQuestions, listQuestions, mapQuestions, type Question } from './answers.ts';
import { MOMENTS, randomSnapshot } from './columns.ts';
import { Driver } from './driver.ts';

const SEED = Number(process.env.SEED ?? 20261123);
const ROUNDS = Number(process.env.ROUNDS ?? 15);
/** bytes; more than any answer here needs */
const CAPACITY = 4_000_000;
/** bytes beyond an answer with which it must never be refused */
const GENEROUS = 2048;

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await loadKernel();
});

function viewOf(snapshot: Uint8Array): SnapshotView {
  const opened = openSnapshot(snapshot);
  if (!opened.ok) throw new Error(`the reference refuses the snapshot with ${opened.code}`);
  return opened.view;
}

function expectEqual(questions: Iterable<Question>, context: string): number {
  let asked = 0;
  for (const { name, reference, kernel: answer } of questions) {
    const got = answer();
    if (got !== reference()) expect(got, `${context}: ${name}`).toBe(reference());
    asked++;
  }
  return asked;
}

describe('kernel and reference', () => {
  it(`answer with the same bytes from random columns (seed ${SEED}, ${ROUNDS} snapshots)`, () => {
    const driver = new Driver(kernel, CAPACITY);
    let asked = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const snapshot = randomSnapshot(createRandom(SEED, round));
      expect(driver.open(snapshot)).toBe(0);
      const view = viewOf(snapshot);
      asked += expectEqual(allQuestions(view, driver), `snapshot ${round}`);
      for (const now of MOMENTS) {
        const passed = (id: number) => [...view.column(id)].filter((time) => time <= now).length;
        expect(driver.rotationPhase(now)).toBe(passed(layout.S_EVENT_START) + passed(layout.S_EVENT_END));
      }
    }
    expect(asked).toBeGreaterThan(ROUNDS * 100);
  });

  it('answer with the same bytes where a name is very long', () => {
    for (const length of [63, 64, 65, 127, 128, 129, 300_000]) {
      const snapshot = randomSnapshot(createRandom(SEED, 3, 1), `"${'ü'.repeat(length)}`);
      const driver = new Driver(kernel, CAPACITY);
      expect(driver.open(snapshot)).toBe(0);
      expectEqual(listQuestions(viewOf(snapshot), driver), `names of ${length} letters`);
    }
  });

  it('never write outside the output region, whatever its size', () => {
    for (let round = 0; round < 6; round++) {
      const snapshot = randomSnapshot(createRandom(SEED, round, 1));
      const driver = new Driver(kernel, CAPACITY);
      expect(driver.open(snapshot)).toBe(0);
      const view = viewOf(snapshot);
      const questions = [...allQuestions(view, driver)].filter((_, i) => i % 37 === 0);
      for (const { name, reference, kernel: answer } of questions) {
        const whole = reference();
        const { length } = new TextEncoder().encode(whole);
        for (let capacity = 0; capacity < length + GENEROUS; capacity += 61) {
          driver.open(snapshot);
          driver.setCapacity(capacity);
          const got = answer();
          if (got !== E_OUTPUT_FULL || capacity >= length + GENEROUS) expect(got, name).toBe(whole);
        }
        driver.setCapacity(length + GENEROUS);
        expect(answer(), name).toBe(whole);
      }
    }
  });

  it('refuse rows and options out of range', () => {
    const driver = new Driver(kernel, CAPACITY);
    const snapshot = randomSnapshot(createRandom(SEED, 3, 1));
    expect(driver.open(snapshot)).toBe(0);
    const view = viewOf(snapshot);
    const maps = view.count(layout.S_MAP_ID);
    const brawlers = view.count(layout.S_BRAWLER_ID);
    expect(maps * brawlers).toBeGreaterThan(0);
    expect(driver.renderMap(maps, 0, 0, 0, 0)).toBe(E_ARGUMENT);
    expect(driver.renderMap(-1, 0, 0, 0, 0)).toBe(E_ARGUMENT);
    expect(driver.renderMap(0, layout.BRACKET_COUNT, 0, 0, 0)).toBe(E_ARGUMENT);
    expect(driver.renderMap(0, -1, 0, 0, 0)).toBe(E_ARGUMENT);
    expect(driver.renderMap(0, 0, 0, -1, 0)).toBe(E_ARGUMENT);
    expect(driver.renderMap(0, 0, 0, 0, 7)).toBe(E_ARGUMENT);
    expect(driver.renderBrawler(brawlers, 0, 0, 0)).toBe(E_ARGUMENT);
    expect(driver.renderBrawler(0, 5, 0, 0)).toBe(E_ARGUMENT);
    expect(driver.renderBrawler(0, 0, 0, -1)).toBe(E_ARGUMENT);
    expect(driver.renderTrend(brawlers)).toBe(E_ARGUMENT);
    expect(driver.renderTrend(-1)).toBe(E_ARGUMENT);
    expect(driver.renderSearch('a', 0, 0)).toBe(E_ARGUMENT);
    expect(driver.renderSearch('a', 51, 0)).toBe(E_ARGUMENT);
  });

  it('answer nothing without a snapshot, and the same after it has moved', () => {
    const driver = new Driver(kernel, CAPACITY);
    const snapshot = randomSnapshot(createRandom(SEED, 3, 1));
    driver.open(snapshot);
    const view = viewOf(snapshot);
    const at = kernel.alloc(snapshot.length + 64);
    kernel.bytes().set(snapshot, at);
    kernel.call('snapshotRebase')(at);
    expectEqual(allQuestions(view, driver), 'after a move');
    kernel.call('snapshotDetach')();
    expect(driver.renderMap(0, 0, 0, 0, 0)).toBe(E_NO_SNAPSHOT);
    expect(driver.renderBrawler(0, 0, 0, 0)).toBe(E_NO_SNAPSHOT);
    expect(driver.renderTrend(0)).toBe(E_NO_SNAPSHOT);
    expect(driver.renderTrends()).toBe(E_NO_SNAPSHOT);
    expect(driver.renderMaps()).toBe(E_NO_SNAPSHOT);
    expect(driver.renderBrawlers()).toBe(E_NO_SNAPSHOT);
    expect(driver.renderModes()).toBe(E_NO_SNAPSHOT);
    expect(driver.renderEvents(0)).toBe(E_NO_SNAPSHOT);
    expect(driver.renderSearch('a', 8, 0)).toBe(E_NO_SNAPSHOT);
    expect(driver.rotationPhase(0)).toBe(E_NO_SNAPSHOT);
    expect(driver.find('findMap', 'a')).toBe(E_NO_SNAPSHOT);
    expect(driver.find('findBrawler', 'a')).toBe(E_NO_SNAPSHOT);
  });
});

const RECORDING = join(SHARED_DATA, 'recordings', 'brawlapi-2025-08', 'brawlapi', 'v1');

describe.skipIf(!existsSync(RECORDING))('on a recording, kernel and reference', () => {
  function recorded(kind: number, file: string): Uint8Array {
    const result = extract(kind, readFileSync(join(RECORDING, file)));
    if (!result.ok) throw new Error(`${file}: ${result.code}`);
    return result.bytes;
  }

  it('answer with the same bytes', () => {
    const maps = readdirSync(join(RECORDING, 'maps'));
    const snapshot = buildSnapshot({
      bundles: [
        recorded(bundle.KIND_MAPS, 'maps.json'),
        recorded(bundle.KIND_BRAWLERS, 'brawlers.json'),
        recorded(bundle.KIND_MODES, 'gamemodes.json'),
        recorded(bundle.KIND_EVENTS, 'events.json'),
        ...maps.map((file) => recorded(bundle.KIND_MAP, join('maps', file))),
      ],
      builtAt: 1_755_600_000_123,
      data: layout.DATA_REPLAY,
      windowDays: 0,
      sources: [],
    });
    const driver = new Driver(kernel, CAPACITY);
    expect(driver.open(snapshot)).toBe(0);
    const view = viewOf(snapshot);
    const withBoards = new Set(view.column(layout.S_BOARD_MAP));
    const some = Array.from({ length: view.count(layout.S_MAP_ID) }, (_, map) => map).filter(
      (map) => withBoards.has(map) || map % 50 === 0,
    );
    expect(expectEqual(mapQuestions(view, driver, some), 'recording')).toBeGreaterThan(1000);
    expectEqual(listQuestions(view, driver), 'recording');
  });
});
