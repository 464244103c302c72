/** Policies of polling to compare with: the frontier's, everybody in turn, and one that knows everything. */
import { Frontier, type FrontierOptions } from '../../src/collect/frontier/frontier.ts';
import { type Counted, FIRST_MAP, LOG, type Met, type Policy, type World } from './frontier-world.ts';

/** The tag of a player of the world: some have bits in the upper half. */
export function tagOf(player: number): bigint {
  return (BigInt(player % 7) << 33n) + BigInt(player) + 1n;
}

export function playerOf(tag: bigint): number {
  return Number(tag & 0xffff_ffffn) - 1;
}

/** Rows as in Batch.players. */
export function metRows(met: readonly Met[]): Uint8Array {
  const bytes = new Uint8Array(met.length * 16);
  const view = new DataView(bytes.buffer);
  met.forEach(({ player, map, time }, row) => {
    view.setBigUint64(row * 16, tagOf(player), true);
    view.setUint32(row * 16 + 8, FIRST_MAP + map, true);
    view.setUint32(row * 16 + 12, time, true);
  });
  return bytes;
}

export function frontierPolicy(frontier: Frontier, seeds: readonly number[]): Policy {
  let seeded = false;
  return {
    due(now, limit) {
      if (!seeded) frontier.seed(seeds.map(tagOf), now);
      seeded = true;
      return frontier.due(now, limit).map(playerOf);
    },
    polled: (player, facts, now) => frontier.polled(tagOf(player), facts, now),
    met: (met, now) => frontier.meet(metRows(met), now),
  };
}

/** A frontier and its policy. */
export function adaptive(seeds: readonly number[], options: FrontierOptions = {}) {
  const frontier = new Frontier(options);
  return { frontier, policy: frontierPolicy(frontier, seeds) };
}

/** Whoever was polled longest ago, of all players met. */
export function roundRobin(seeds: readonly number[]): Policy {
  const known = new Set(seeds);
  const queue = [...seeds];
  let head = 0;
  return {
    due(_now, limit) {
      const turn = queue.slice(head, head + limit);
      head += turn.length;
      queue.push(...turn);
      return turn;
    },
    polled() {},
    met(met) {
      for (const { player } of met) {
        if (known.has(player)) continue;
        known.add(player);
        queue.push(player);
      }
    },
  };
}

/** The logs with the most battles not counted yet, known without asking, of all players. */
export function oracle(world: World, counted: Counted): Policy {
  const shown = new Int32Array(world.players);
  const fresh = new Int32Array(world.players);
  let next = 0;
  const taken = (battle: number) => world.counts[battle] === true && counted[battle] === 0;
  function advance(now: number): void {
    for (; next < world.time.length && (world.time[next] ?? 0) <= now; next += 1) {
      for (const player of world.who[next] ?? []) {
        const end = (shown[player] ?? 0) + 1;
        shown[player] = end;
      }
    }
  }
  const count = (player: number) => {
    const end = shown[player] ?? 0;
    const log = world.played[player]?.slice(Math.max(0, end - LOG), end) ?? [];
    return log.filter(taken).length;
  };
  let turn = 0;
  return {
    due(now, limit) {
      advance(now);
      // Counts are renewed every tenth step, or for a player who has just been picked.
      if (turn % 10 === 0)
        for (let player = 0; player < world.players; player += 1) fresh[player] = count(player);
      turn += 1;
      return pick(fresh, limit, count);
    },
    polled(player) {
      fresh[player] = 0;
    },
    met() {},
  };
}

/** The `limit` highest; what turns out to be lower than thought is put down and passed over. */
function pick(fresh: Int32Array, limit: number, count: (player: number) => number): number[] {
  const picked: number[] = [];
  const order = Int32Array.from(fresh.keys()).sort((a, b) => (fresh[b] ?? 0) - (fresh[a] ?? 0));
  for (const player of order) {
    if (picked.length >= limit) break;
    const now = count(player);
    const thought = fresh[player] ?? 0;
    fresh[player] = now;
    if (now > 0 && now >= thought - 2) picked.push(player);
  }
  return picked;
}
