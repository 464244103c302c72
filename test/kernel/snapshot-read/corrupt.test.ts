import { beforeAll, describe, expect, it } from 'vitest';
import * as layout from '../../../kernel/layout/snapshot.ts';
import { createRandom, type Random } from '../../../upstream-sim/random.ts';
import {
  brawlerQuestions,
  listQuestions,
  mapQuestions,
  type Question,
  trendQuestions,
} from '../render/answers.ts';
import { randomSnapshot } from '../render/columns.ts';
import { Driver } from '../render/driver.ts';
import { makeWorld } from '../render/world.ts';
import { loadKernel, type Variant } from '../support.ts';
import { seal } from './patch.ts';
import { verdict, viewOf } from './reference.ts';

const SEED = Number(process.env.SEED ?? 20261123);
/** CORRUPTIONS=100000 for the long run */
const CORRUPTIONS = Number(process.env.CORRUPTIONS ?? 2000);
/** ms for a run, however long */
const TIMEOUT = 60_000 + 10 * CORRUPTIONS;
/** one in so many is compared with the reference, which is slow */
const COMPARED = 10;
/** one question in so many is asked */
const ASKED = 29;
/** bytes; no answer of a world this small can need more, however its numbers are bent, but texts may overlap */
const CAPACITY = 4_000_000;

/** Flips one to eight bits; half the time all within one section's bytes or the section table. */
function flip(random: Random, snapshot: Uint8Array): Uint8Array {
  const copy = snapshot.slice();
  const span = random.uint32() % 2 ? copy.length : 1200;
  for (let n = 1 + (random.uint32() % 8); n > 0; n--) {
    const at = random.uint32() % Math.min(span, copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << (random.uint32() % 8));
  }
  return copy;
}

/** Cuts the end off, or puts something behind it, and says so in the header half of the time. */
function resize(random: Random, snapshot: Uint8Array): Uint8Array {
  const length = random.uint32() % (snapshot.length + 64);
  const copy = new Uint8Array(length);
  copy.set(snapshot.subarray(0, length));
  if (length >= layout.SNAPSHOT_HEADER && random.uint32() % 2) {
    new DataView(copy.buffer).setUint32(layout.SH_LENGTH, length, true);
  }
  return copy;
}

function corrupt(random: Random, snapshot: Uint8Array): Uint8Array {
  return random.uint32() % 4 === 0 ? resize(random, snapshot) : flip(random, snapshot);
}

function isIntact(copy: Uint8Array, snapshot: Uint8Array): boolean {
  return copy.length === snapshot.length && copy.every((byte, i) => byte === snapshot[i]);
}

/** Some questions to an opened snapshot, `ASKED` apart. */
function* someQuestions(snapshot: Uint8Array, driver: Driver, first: number): Generator<Question> {
  const view = viewOf(snapshot);
  const maps = Array.from({ length: Math.min(20, view.count(layout.S_MAP_ID)) }, (_, map) => map);
  let i = first;
  for (const questions of [
    mapQuestions(view, driver, maps),
    brawlerQuestions(view, driver),
    trendQuestions(view, driver),
    listQuestions(view, driver),
  ]) {
    for (const question of questions) if (i++ % ASKED === 0) yield question;
  }
}

describe.each(['release', 'debug'] satisfies Variant[])('a corrupted snapshot (%s)', (variant) => {
  let driver: Driver;
  const rounds = variant === 'release' ? CORRUPTIONS : Math.ceil(CORRUPTIONS / 10);

  beforeAll(async () => {
    driver = new Driver(await loadKernel(variant), CAPACITY);
  });

  it(
    `is refused (seed ${SEED}, ${rounds} tries)`,
    () => {
      const world = makeWorld();
      for (let round = 0; round < rounds; round++) {
        const random = createRandom(SEED, round, 3);
        const snapshot = corrupt(random, world);
        if (isIntact(snapshot, world)) continue;
        const code = driver.open(snapshot);
        expect(code, `try ${round}`).toBeLessThan(0);
        if (round % COMPARED === 0) expect(code, `try ${round}`).toBe(verdict(snapshot));
      }
    },
    TIMEOUT,
  );

  it(
    `with a right checksum is refused, or read safely as JSON (seed ${SEED}, ${rounds} tries)`,
    () => {
      const bases = [makeWorld(), ...[0, 1, 2, 3].map((i) => randomSnapshot(createRandom(SEED, i, 4)))];
      let opened = 0;
      for (let round = 0; round < rounds; round++) {
        const random = createRandom(SEED, round, 5);
        const snapshot = corrupt(random, bases[round % bases.length] as Uint8Array);
        if (snapshot.length >= layout.SNAPSHOT_HEADER) seal(snapshot);
        const code = driver.open(snapshot);
        if (round % COMPARED === 0) expect(code, `try ${round}`).toBe(verdict(snapshot));
        if (code < 0) continue;
        opened++;
        for (const { name, kernel, reference } of someQuestions(snapshot, driver, round)) {
          const answer = kernel();
          expect(answer, `try ${round}: ${name}`).toBeTypeOf('string');
          const value: unknown = JSON.parse(String(answer));
          // A wrong index only makes wrong hits, and each side's own.
          if (round % COMPARED !== 0 || name.startsWith('search')) continue;
          expect(value, `try ${round}: ${name}`).toEqual(JSON.parse(reference()));
        }
        for (const key of ['hard-rock-mine', 'hard-rock-mine-bounty', 'a-b-c', '15000001', 'shelly']) {
          expect(driver.find('findMap', key)).toBeGreaterThanOrEqual(-1);
          expect(driver.find('findBrawler', key)).toBeGreaterThanOrEqual(-1);
        }
      }
      expect(opened).toBeGreaterThan(rounds / 50);
    },
    TIMEOUT,
  );
});
