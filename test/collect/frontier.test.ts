import { describe, expect, it } from 'vitest';
import { Frontier, type FrontierOptions } from '../../src/collect/frontier/frontier.ts';
import { createRandom } from '../../upstream-sim/random.ts';

const NOW = 1_790_000_000;
const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const MAP = 15_000_001;
const COLUMNS = 16;

type Row = readonly [tag: bigint, place: number, time: number];

function rows(...met: readonly Row[]): Uint8Array {
  const bytes = new Uint8Array(met.length * COLUMNS);
  const view = new DataView(bytes.buffer);
  met.forEach(([tag, place, time], at) => {
    view.setBigUint64(at * COLUMNS, tag, true);
    view.setUint32(at * COLUMNS + 8, place, true);
    view.setUint32(at * COLUMNS + 12, time, true);
  });
  return bytes;
}

/** A full log, all of it fresh, from `hours` before `now` to `now`. */
function log(now: number, hours: number, more = {}) {
  return { entries: 25, usable: 25, fresh: 25, newest: now, oldest: now - hours * HOUR, ...more };
}

/** A frontier that knows tags 1 to `count`. */
function seeded(count: number, options: FrontierOptions = {}): Frontier {
  const frontier = new Frontier(options);
  frontier.seed(
    Array.from({ length: count }, (_, at) => BigInt(at + 1)),
    NOW,
  );
  return frontier;
}

describe('whom to poll', () => {
  it('is everybody once, and nobody again before the log has filled', () => {
    const frontier = seeded(3);
    expect(frontier.due(NOW, 2)).toEqual([1n, 2n]);
    expect(frontier.due(NOW, 9)).toEqual([1n, 2n, 3n]);
    expect(frontier.due(NOW, 0)).toEqual([]);
    frontier.polled(1n, log(NOW, 24), NOW);
    expect(frontier.due(NOW, 9)).toEqual([2n, 3n]);
    // 25 a day, or a little less with what players do on average: 15 after some 15 hours.
    frontier.polled(2n, log(NOW, 24), NOW);
    frontier.polled(3n, log(NOW, 24), NOW);
    expect(frontier.due(NOW + 13 * HOUR, 9)).toEqual([]);
    expect(frontier.due(NOW + 17 * HOUR, 9)).toHaveLength(3);
  });

  it('is who plays more, first, and never within 20 minutes', () => {
    const frontier = seeded(2);
    frontier.polled(1n, log(NOW, 96), NOW);
    frontier.polled(2n, log(NOW, 12), NOW);
    expect(frontier.due(NOW + 14 * HOUR, 9)).toEqual([2n]);
    expect(frontier.due(NOW + 4 * DAY, 9)).toEqual([2n, 1n]);
    frontier.polled(2n, log(NOW + DAY, 0.05, { oldest: NOW + DAY - 10 }), NOW + DAY);
    frontier.polled(1n, log(NOW + DAY, 24), NOW + DAY);
    expect(frontier.due(NOW + DAY + 19 * MINUTE, 9)).toEqual([]);
  });

  it('is everybody within 7 days, unless forgotten', () => {
    const frontier = seeded(1);
    frontier.polled(1n, log(NOW, 24 * 200, { entries: 3, usable: 3, fresh: 3 }), NOW);
    expect(frontier.due(NOW + 7 * DAY - 1, 9)).toEqual([]);
    expect(frontier.due(NOW + 7 * DAY, 9)).toEqual([1n]);
  });

  it('is who was met in a session, half an hour later', () => {
    const frontier = seeded(2);
    frontier.polled(1n, log(NOW, 96), NOW);
    frontier.polled(2n, log(NOW, 96), NOW);
    // A battle that stands in the own log says nothing new.
    frontier.meet(rows([1n, MAP, NOW + HOUR], [2n, MAP, NOW]), NOW + HOUR);
    expect(frontier.due(NOW + HOUR + 29 * MINUTE, 9)).toEqual([]);
    expect(frontier.due(NOW + HOUR + 30 * MINUTE, 9)).toEqual([1n]);
  });

  it('is who was met on a rare map before who was met on a common one', () => {
    const common = Array.from({ length: 30 }, (_, at): Row => [BigInt(at + 1), MAP, NOW]);
    const met = rows(...common, [99n, MAP + 1, NOW]);
    const frontier = new Frontier();
    frontier.meet(met, NOW);
    expect(frontier.due(NOW, 2)).toEqual([99n, 1n]);
    const plain = new Frontier({ balance: false });
    plain.meet(met, NOW);
    expect(plain.due(NOW, 2)).toEqual([1n, 2n]);
    // A place that was common long ago, and was met less often since, is rare.
    const now = NOW + 200 * DAY;
    frontier.meet(rows([200n, MAP + 1, now], [201n, MAP + 1, now], [202n, MAP, now]), now);
    expect(frontier.due(now, 9)).toEqual([202n, 200n, 201n]);
  });

  it('is who was met lately before who was met long ago', () => {
    const frontier = new Frontier();
    frontier.meet(rows([1n, MAP, NOW - 5 * DAY], [2n, MAP, NOW]), NOW);
    expect(frontier.due(NOW, 2)).toEqual([2n, 1n]);
  });
});

describe('who is forgotten', () => {
  it('who is gone, who plays nothing that counts, and who has not played for 14 days', () => {
    const frontier = seeded(5);
    frontier.failed(1n, 'gone', NOW);
    frontier.polled(2n, log(NOW, 1, { usable: 0, fresh: 0, newest: 0, oldest: 0 }), NOW);
    frontier.polled(3n, log(NOW - 14 * DAY, 1), NOW);
    frontier.polled(4n, log(NOW, 1), NOW);
    expect(frontier.due(NOW, 9)).toEqual([5n]);
    expect(frontier.summary(NOW)).toMatchObject({ players: 2, polled: 1, polls: 3 });
    expect(frontier.due(NOW + 14 * DAY, 9)).toEqual([]);
    expect(frontier.summary(NOW + 14 * DAY)).toMatchObject({ players: 0, polled: 0 });
    frontier.meet(rows([1n, MAP, NOW - 20 * DAY], [0n, MAP, NOW]), NOW);
    expect(frontier.summary(NOW).players).toBe(0);
  });

  it('nobody for failures, but they are left alone longer and longer', () => {
    const frontier = seeded(1);
    let now = NOW;
    for (const minutes of [10, 20, 40, 80, 160, 320, 640, 1_280, 1_280]) {
      frontier.failed(1n, 'later', now);
      expect(frontier.due(now + minutes * MINUTE - 1, 9)).toEqual([]);
      expect(frontier.due(now + minutes * MINUTE, 9)).toEqual([1n]);
      now += minutes * MINUTE;
    }
    frontier.polled(1n, log(now, 1), now);
    frontier.failed(1n, 'later', now);
    expect(frontier.due(now + 10 * MINUTE, 9)).toEqual([1n]);
  });

  it('nobody unknown', () => {
    const frontier = seeded(1);
    frontier.polled(7n, log(NOW, 1), NOW);
    frontier.failed(7n, 'gone', NOW);
    frontier.failed(7n, 'later', NOW);
    expect(frontier.summary(NOW)).toMatchObject({ players: 1, polls: 0 });
  });
});

describe('a full frontier', () => {
  it('lets in those worth more than the least, at most 64 at once', () => {
    const frontier = new Frontier({ capacity: 512 });
    const crowd = Array.from({ length: 512 }, (_, at): Row => [BigInt(at + 1), MAP, NOW - DAY]);
    frontier.meet(rows(...crowd), NOW);
    frontier.polled(1n, log(NOW, 24), NOW);
    expect(frontier.summary(NOW)).toMatchObject({ players: 512, capacity: 512, polled: 1 });
    // No better than those there.
    frontier.meet(rows([1_000n, MAP, NOW - DAY]), NOW);
    expect(frontier.due(NOW, 600)).not.toContain(1_000n);
    const rare = Array.from({ length: 100 }, (_, at): Row => [BigInt(at + 2_000), MAP + 1, NOW]);
    frontier.meet(rows(...rare), NOW);
    const due = frontier.due(NOW, 600);
    expect(due.filter((tag) => tag >= 2_000n)).toHaveLength(64);
    expect(frontier.summary(NOW)).toMatchObject({ players: 512, polled: 1 });
    // Who is known to play much stays.
    frontier.failed(1n, 'gone', NOW);
    expect(frontier.summary(NOW)).toMatchObject({ players: 511, polled: 0 });
  });
});

describe('battles missed', () => {
  it('are none where logs overlap, or show all there is', () => {
    const frontier = seeded(2);
    frontier.polled(1n, log(NOW, 24), NOW);
    frontier.polled(1n, log(NOW + DAY, 30, { fresh: 15 }), NOW + DAY);
    frontier.polled(2n, log(NOW, 24, { entries: 5, usable: 5, fresh: 5 }), NOW);
    frontier.polled(2n, log(NOW + 9 * DAY, 24, { entries: 9, usable: 9, fresh: 4 }), NOW + 9 * DAY);
    expect(frontier.summary(NOW + 9 * DAY)).toMatchObject({
      missed: 0,
      found: 25 + 15 + 5 + 4,
      missedShare: 0,
    });
  });

  it('are what the rate says of the time between two logs', () => {
    const frontier = seeded(1);
    expect(frontier.summary(NOW).missedShare).toBeNull();
    frontier.polled(1n, log(NOW, 24), NOW);
    frontier.polled(1n, log(NOW + 3 * DAY, 24), NOW + 3 * DAY);
    const { missed, missedShare, found } = frontier.summary(NOW + 3 * DAY);
    expect(found).toBe(50);
    expect(missed).toBeGreaterThan(45);
    expect(missed).toBeLessThan(51);
    // The first 25 are three days old; of late counts more.
    expect(missedShare).toBeGreaterThan(0.49);
    expect(missedShare).toBeLessThan(0.56);
  });
});

describe('what it is given', () => {
  it('is refused where it is no whole number of rows, and read from any offset', () => {
    const frontier = new Frontier();
    expect(() => frontier.meet(new Uint8Array(17), NOW)).toThrow(RangeError);
    const padded = new Uint8Array(3 + 2 * COLUMNS);
    padded.set(rows([5n, MAP, NOW], [0xffff_ffff_ffff_ffffn, MAP, NOW]), 3);
    frontier.meet(padded.subarray(3), NOW);
    expect(frontier.due(NOW, 9)).toEqual([5n, 0xffff_ffff_ffff_ffffn]);
  });

  it('does a step’s work with 40,000 players in the time of a run', () => {
    const random = createRandom(3);
    const frontier = new Frontier({ capacity: 40_000 });
    const met = (count: number, now: number) =>
      rows(
        ...Array.from({ length: count }, (): Row => {
          const tag = BigInt(1 + (random.uint32() % 60_000)) << 20n;
          return [tag, MAP + Math.floor(100 * random.float() ** 2), now - Math.floor(random.float() * DAY)];
        }),
      );
    frontier.meet(met(100_000, NOW), NOW);
    const times: number[] = [];
    for (let step = 0; step < 300; step += 1) {
      const now = NOW + step * MINUTE;
      const batch = met(2_400, now);
      const facts = log(now, 1 + 48 * random.float());
      const start = performance.now();
      for (const tag of frontier.due(now, 40)) frontier.polled(tag, facts, now);
      frontier.meet(batch, now);
      const middle = performance.now();
      frontier.takeDirty(4);
      times.push(middle - start);
    }
    const { players, polled } = frontier.summary(NOW + 300 * MINUTE);
    times.sort((a, b) => a - b);
    const median = times[150] ?? Number.NaN;
    console.log(`${players} players, ${polled} polled: ${median.toFixed(3)} ms a step (median)`);
    expect(players).toBeGreaterThan(40_000);
    expect(polled).toBeGreaterThan(5_000);
    expect(median).toBeLessThan(10);
  });
});
