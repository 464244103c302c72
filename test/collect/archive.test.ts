/** The archive's writer: each day's last snapshot, in the turns of publications, through any failure. */
import { describe, expect, it } from 'vitest';
import { archiveHealth, archiveTurn } from '../../src/collect/archive.ts';
import { Ledger } from '../../src/collect/ledger.ts';
import { publish } from '../../src/collect/publication.ts';
import { receive, receiveStep } from '../../src/collect/receive.ts';
import { Shelf } from '../../src/collect/shelf.ts';
import { PUBLISH_INTERVAL_MS, takeTurn, untilTurn } from '../../src/collect/turn.ts';
import { readHead } from '../../src/kernel/head.ts';
import { dateOf } from '../../src/shared/dates.ts';
import { createParts, createWorld, type Parts, type Visits, type World } from './instances.ts';
import { DAY, HOUR, MINUTE } from './rig.ts';

/** What a step does at its end: the archive, or else a publication. Returns the hash that was published. */
async function turn(world: World, parts: Parts, version: number): Promise<string | null> {
  if (await archiveTurn(parts)) return null;
  if (untilTurn(parts) > 0) return null;
  takeTurn(parts);
  const snapshot = world.snapshot(version);
  await publish(parts, snapshot);
  return readHead(snapshot).hash;
}

/** Publishes at the present, and goes on by `ms`. */
async function publishAndWait(world: World, parts: Parts, version: number, ms: number): Promise<string> {
  for (let tries = 0; tries < 9; tries += 1) {
    const hash = await turn(world, parts, version);
    world.clock.advanceTo(world.clock.now() + (hash === null ? MINUTE : ms));
    if (hash !== null) return hash;
  }
  throw new Error('it never publishes');
}

/** Millions of bytes, compared without a list of differences. */
const same = (a: Uint8Array | null, b: Uint8Array) => a !== null && Buffer.compare(a, b) === 0;

const dates = async ({ archive }: Parts) => (await archive.index()).map(({ date }) => date);

describe('a day’s last snapshot', () => {
  it('is archived when one of a later day is published, whole, and listed', async () => {
    const world = createWorld();
    const parts = createParts(world);
    const first = dateOf(world.clock.now());
    await publishAndWait(world, parts, 1, 6 * HOUR);
    const last = await publishAndWait(world, parts, 2, DAY);
    expect(await dates(parts)).toEqual([]);
    await publishAndWait(world, parts, 3, 3 * MINUTE);
    expect(archiveHealth(parts)).toEqual({ days: 0, newest: null, pending: first, detail: null });
    await turn(world, parts, 3);
    // Written, and listed by the next turn, not before.
    const bytes = await parts.archive.read(first);
    expect(bytes === null ? null : readHead(bytes).hash).toBe(last);
    expect(await dates(parts)).toEqual([]);
    world.clock.advanceTo(world.clock.now() + 3 * MINUTE);
    await turn(world, parts, 3);
    expect(await parts.archive.index()).toEqual([
      { date: first, hash: last, builtAt: readHead(bytes ?? new Uint8Array()).builtAt, bytes: bytes?.length },
    ]);
    expect(archiveHealth(parts)).toEqual({ days: 1, newest: first, pending: null, detail: null });
    // What was set aside takes no room any more.
    expect(parts.shelf.day()).toBeNull();
  });

  it('is kept 35 days: the list has no more, newest first', async () => {
    const world = createWorld();
    const parts = createParts(world);
    const days: string[] = [];
    for (let day = 0; day < 40; day += 1) {
      days.unshift(dateOf(world.clock.now()));
      await publishAndWait(world, parts, day + 1, HOUR);
      for (let i = 0; i < 9; i += 1) {
        await archiveTurn(parts);
        world.clock.advanceTo(world.clock.now() + 3 * MINUTE);
      }
      world.clock.advanceTo(Math.floor(world.clock.now() / DAY) * DAY + DAY + 12 * HOUR);
    }
    // The newest is the current one, which is not archived; that of 35 days ago is still listed.
    expect(await dates(parts)).toEqual(days.slice(1, 36));
    expect(JSON.stringify(await parts.archive.index()).length).toBeLessThan(4_000);
  });

  it('a day without a publication has none', async () => {
    const world = createWorld();
    const parts = createParts(world);
    const first = dateOf(world.clock.now());
    await publishAndWait(world, parts, 1, 3 * DAY);
    await publishAndWait(world, parts, 2, 3 * MINUTE);
    for (let i = 0; i < 3; i += 1) await publishAndWait(world, parts, 3 + i, 3 * MINUTE);
    expect(await dates(parts)).toEqual([first]);
  });

  it('of more than 35 days ago is not worth keeping', async () => {
    const world = createWorld();
    const parts = createParts(world);
    await publishAndWait(world, parts, 1, 36 * DAY);
    await publishAndWait(world, parts, 2, 3 * MINUTE);
    expect(archiveHealth(parts).pending).toBeNull();
    expect(parts.store.writes).toHaveLength(2);
  });

  it('larger than a value of SQLite: in parts, and the same again', () => {
    const world = createWorld();
    const { shelf, ledger } = createParts(world);
    const large = Uint8Array.from({ length: 4_000_001 }, (_, i) => (i * 31) >>> 3);
    ledger.atomically(() => shelf.put(large));
    expect(same(shelf.current(), large)).toBe(true);
    ledger.atomically(() => {
      shelf.setAside();
      shelf.put(large.subarray(0, 10));
    });
    expect(same(shelf.day(), large)).toBe(true);
    expect(shelf.current()).toEqual(large.slice(0, 10));
    ledger.atomically(() => shelf.put(large));
    ledger.atomically(() => shelf.put(large.subarray(0, 1_900_000)));
    expect(same(shelf.current(), large.slice(0, 1_900_000))).toBe(true);
  });
});

describe('KV is written to at most 480 times in any 24 hours, the archive included', () => {
  it('when new content is pushed to an edge as often as it takes it', async () => {
    const world = createWorld();
    const parts = { ...createParts(world), data: 'live' as const };
    const until = world.clock.now() + 2 * DAY;
    let version = 0;
    let step = world.clock.now();
    while (world.clock.now() < until) {
      if (world.clock.now() >= step) step = await receiveStep(parts);
      if (untilTurn(parts) === 0) {
        version += 1;
        await receive(parts, world.snapshot(version));
      }
      world.clock.advanceTo(world.clock.now() + 20_000);
    }
    const times = parts.store.writes.map(({ at }) => at);
    expect(Math.min(...times.slice(1).map((at, i) => at - (times[i] ?? 0)))).toBe(PUBLISH_INTERVAL_MS);
    const most = Math.max(...times.map((at) => times.filter((t) => t >= at && t < at + DAY).length));
    expect(most).toBeLessThanOrEqual(480);
    // Nearly all of them are publications: the archive takes two a day, and goes first when it is time.
    expect(most).toBeGreaterThan(470);
    const kept = parts.store.writes.filter(({ key }) => key !== undefined).map(({ key }) => key);
    expect(kept).toEqual(['day', 'index', 'day', 'index']);
    expect(await dates(parts)).toEqual([dateOf(until - DAY), dateOf(until - 2 * DAY)]);
  });
});

describe('a store that refuses the archive', () => {
  it('holds publications up for one turn an hour, is named, and gets the day in the end', async () => {
    const world = createWorld();
    const parts = createParts(world);
    const first = dateOf(world.clock.now());
    await publishAndWait(world, parts, 1, DAY);
    await publishAndWait(world, parts, 2, 3 * MINUTE);
    parts.refusal = new RangeError('KV PUT failed: 429');
    expect(await archiveTurn(parts)).toBe(true);
    parts.refusal = null;
    expect(archiveHealth(parts)).toMatchObject({ pending: first, detail: 'the store refuses: RangeError' });
    world.clock.advanceTo(world.clock.now() + 3 * MINUTE);
    expect(await turn(world, parts, 3)).not.toBeNull();
    world.clock.advanceTo(world.clock.now() + HOUR);
    expect(await turn(world, parts, 4)).toBeNull();
    world.clock.advanceTo(world.clock.now() + 3 * MINUTE);
    expect(await turn(world, parts, 4)).toBeNull();
    expect(await dates(parts)).toEqual([first]);
    expect(archiveHealth(parts).detail).toBeNull();
  });
});

describe('killed at any instant', () => {
  /** A life of two days with steps every 3 minutes around midnight; ends where `visits` throws. */
  async function live(world: World, parts: Parts, until: number): Promise<void> {
    while (world.clock.now() < until) {
      await turn(world, parts, Math.floor(world.clock.now() / DAY));
      world.clock.advanceTo(world.clock.now() + 3 * MINUTE);
    }
  }

  it.each(['statement', 'before a write', 'after a write'])(
    'at each %s: the next step repairs it',
    async (where) => {
      let points = 0;
      let left = Number.POSITIVE_INFINITY;
      let dead = false;
      const visit = (counts: boolean) => {
        if (counts) {
          points += 1;
          left -= 1;
        }
        dead ||= left < 0;
        if (dead) throw new Error('killed');
      };
      const visits: Visits = {
        beforeStatement: () => visit(where === 'statement'),
        beforeWrite: () => visit(where === 'before a write'),
        afterWrite: () => visit(where === 'after a write'),
      };
      const run = async (killAt: number) => {
        const world = createWorld();
        const parts = createParts(world, visits);
        const start = Math.floor(world.clock.now() / DAY) * DAY + DAY - 7 * MINUTE;
        world.clock.advanceTo(start);
        points = 0;
        left = killAt;
        let kills = 0;
        const until = start + HOUR / 2;
        let alive: Parts = parts;
        while (world.clock.now() < until) {
          try {
            await live(world, alive, until);
          } catch (error) {
            expect(String(error)).toBe('Error: killed');
            kills += 1;
            dead = false;
            left = Number.POSITIVE_INFINITY;
            alive = { ...parts, ledger: new Ledger(parts.storage), shelf: new Shelf(parts.storage) };
            // The alarm that was set before the work.
            world.clock.advanceTo(world.clock.now() + 15_000);
          }
        }
        // What follows only looks.
        const lived = points;
        left = Number.POSITIVE_INFINITY;
        const [entry] = await parts.archive.index();
        const bytes = await parts.archive.read(dateOf(start));
        expect(entry).toMatchObject({
          date: dateOf(start),
          hash: bytes === null ? '' : readHead(bytes).hash,
        });
        expect(await parts.archive.index()).toHaveLength(1);
        expect(archiveHealth(alive).pending).toBeNull();
        const current = parts.store.current();
        expect(current?.hash).toBe(parts.ledger.note<{ hash: string }>('published')?.hash);
        return { kills, points: lived };
      };
      const { kills, points: all } = await run(Number.POSITIVE_INFINITY);
      expect(kills).toBe(0);
      expect(all).toBeGreaterThan(3);
      for (let killAt = 0; killAt < all; killAt += 1)
        expect((await run(killAt)).kills, `at ${killAt}`).toBe(1);
    },
  );
});
