import { describe, expect, it } from 'vitest';
import { Frontier, type Slice } from '../../src/collect/frontier/frontier.ts';
import { Players } from '../../src/collect/frontier/players.ts';
import { SLICE_BYTES } from '../../src/collect/frontier/slices.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { metRows } from './frontier-policies.ts';

const NOW = 1_790_000_000;
const DAY = 86_400;
const OPTIONS = { capacity: 2_048 };
const ALL = 1_000;

/** A frontier of 1,200 players, 300 of whom were polled, on 30 maps. */
function lived(seed: number): Frontier {
  const random = createRandom(seed);
  const frontier = new Frontier(OPTIONS);
  const met = Array.from({ length: 1_200 }, (_, player) => ({
    player,
    map: random.uint32() % 30,
    time: NOW - (random.uint32() % DAY),
  }));
  frontier.meet(metRows(met), NOW);
  for (const tag of frontier.due(NOW, 300)) {
    const facts = { entries: 25, usable: 20, fresh: 15, newest: NOW - 60 };
    frontier.polled(tag, { ...facts, oldest: NOW - 3_600 - (random.uint32() % (4 * DAY)) }, NOW);
  }
  return frontier;
}

function saved(frontier: Frontier): Slice[] {
  return frontier.takeDirty(ALL).sort((a, b) => a.slice - b.slice);
}

function without({ unsaved: _unsaved, lost: _lost, ...summary }: ReturnType<Frontier['summary']>) {
  return summary;
}

describe('a frontier in slices', () => {
  it('comes back as it was, in any order of the slices', () => {
    const frontier = lived(1);
    const slices = saved(frontier);
    expect(slices.map(({ slice }) => slice)).toEqual([0, 1, 2, 3]);
    expect(slices.slice(1).every(({ bytes }) => bytes.length === SLICE_BYTES)).toBe(true);
    for (const order of [slices, [...slices].reverse()]) {
      const again = Frontier.restore(order, OPTIONS);
      expect(without(again.summary(NOW))).toEqual(without(frontier.summary(NOW)));
      expect(again.summary(NOW)).toMatchObject({ unsaved: 0, lost: 0 });
      for (const days of [0, 0.2, 1, 3]) {
        const now = NOW + days * DAY;
        expect(new Set(again.due(now, ALL))).toEqual(new Set(frontier.due(now, ALL)));
      }
    }
  });

  it('gives the same bytes again', () => {
    const slices = saved(lived(2));
    const again = Frontier.restore(slices, OPTIONS);
    again.putBack(slices);
    expect(saved(again)).toEqual(slices);
  });

  it('writes no more slices than asked for, only those that changed, and each in its turn', () => {
    const frontier = lived(3);
    expect(frontier.takeDirty(0)).toEqual([]);
    const first = frontier.takeDirty(3);
    expect(first).toHaveLength(3);
    expect(frontier.summary(NOW).unsaved).toBe(1);
    frontier.putBack(first);
    expect(new Set(saved(frontier).map(({ slice }) => slice))).toEqual(new Set([0, 1, 2, 3]));
    expect(saved(frontier)).toEqual([]);
    const [tag] = frontier.due(NOW, 1);
    frontier.failed(tag ?? 0n, 'gone', NOW);
    expect(saved(frontier)).toHaveLength(1);
    // Slice 0 changes with each poll; the one with a single small change is written all the same.
    frontier.failed(frontier.due(NOW, 1)[0] ?? 0n, 'gone', NOW);
    let turns = 0;
    for (const seen = new Set([0]); seen.size < 2 && turns < 20; turns += 1) {
      frontier.meet(metRows([]), NOW);
      for (const { slice } of frontier.takeDirty(1)) seen.add(slice);
    }
    expect(turns).toBeLessThan(10);
  });

  it('refuses what is not sound, loses it, and writes it anew', () => {
    const slices = saved(lived(4));
    const random = createRandom(5);
    for (let round = 0; round < 300; round += 1) {
      const at = random.uint32() % slices.length;
      const broken = slices.map(({ slice, bytes }) => ({ slice, bytes: bytes.slice() }));
      const target = broken[at];
      if (target === undefined) throw new Error('there is such a slice');
      if (round % 3 === 0) target.bytes = target.bytes.subarray(0, random.uint32() % target.bytes.length);
      else {
        const byte = random.uint32() % target.bytes.length;
        target.bytes[byte] = (target.bytes[byte] ?? 0) ^ (1 << (random.uint32() % 8));
      }
      const frontier = Frontier.restore(broken, OPTIONS);
      expect(frontier.summary(NOW), `round ${round}`).toMatchObject({ lost: 1, unsaved: 1 });
      expect(frontier.takeDirty(ALL).map(({ slice }) => slice)).toEqual([target.slice]);
      expect(frontier.due(NOW, 40)).toHaveLength(40);
    }
  });

  it('refuses a slice under another number, and one that there is no more room for', () => {
    const slices = saved(lived(6));
    const moved = slices.map(({ slice, bytes }) => ({ slice: slice === 2 ? 4 : slice, bytes }));
    expect(Frontier.restore(moved, OPTIONS).summary(NOW).lost).toBe(1);
    const small = Frontier.restore(slices, { capacity: 1_024 });
    expect(small.summary(NOW)).toMatchObject({ players: 1_024, lost: 1 });
    const [empty] = small.takeDirty(ALL);
    expect(empty?.slice).toBe(3);
    expect(empty?.bytes.subarray(16).every((byte) => byte === 0)).toBe(true);
  });

  it('keeps a player that stands in two slices once, as polled last', () => {
    // The slices of two moments: players of slice 1 are gone and back in slice 3 in the later one.
    const frontier = lived(7);
    const before = saved(frontier);
    const first = frontier.due(NOW, ALL).slice(-1)[0] ?? 0n;
    const later = new Frontier(OPTIONS);
    later.seed(
      Array.from({ length: 1_030 }, (_, at) => (at < 1_029 ? BigInt(at + 1) << 40n : first)),
      NOW,
    );
    const facts = { entries: 25, usable: 25, fresh: 25, newest: NOW + DAY, oldest: NOW };
    later.polled(first, facts, NOW + DAY);
    const third = saved(later).filter(({ slice }) => slice === 3);
    for (const slices of [
      [...before.filter(({ slice }) => slice !== 3), ...third],
      [...third, ...before.filter(({ slice }) => slice !== 3)],
    ]) {
      const again = Frontier.restore(slices, OPTIONS);
      const { players, unsaved } = again.summary(NOW);
      expect(players).toBe(1_024 + 6 - 1);
      expect(unsaved).toBe(2);
      expect(again.due(NOW + DAY, ALL)).not.toContain(first);
    }
  });
});

describe('the table of players', () => {
  it('finds who is there and nobody else, through many comings and goings', () => {
    const random = createRandom(8);
    const players = new Players(1_024);
    const model = new Map<string, number>();
    for (let turn = 0; turn < 50_000; turn += 1) {
      const [low, high] = [random.uint32() % 1_500, random.uint32() % 2];
      const key = `${low} ${high}`;
      const slot = players.find(low, high);
      expect(slot).toBe(model.get(key) ?? -1);
      if (slot >= 0) {
        players.remove(slot);
        model.delete(key);
      } else if ((low | high) !== 0 && !players.full) {
        model.set(key, players.add(low, high));
      }
    }
    expect(players.count).toBe(model.size);
    expect(new Set(model.values()).size).toBe(model.size);
    expect(model.size).toBeGreaterThan(900);
  });

  it('throws where there is no room', () => {
    const players = new Players(1);
    for (let at = 1; at <= 512; at += 1) players.add(at, 0);
    expect(players.full).toBe(true);
    expect(() => players.add(513, 0)).toThrow(RangeError);
  });
});
