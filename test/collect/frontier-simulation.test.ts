/** The frontier against everybody in turn and against perfect knowledge, in a world whose battles are all known. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Frontier } from '../../src/collect/frontier/frontier.ts';
import { adaptive, frontierPolicy, oracle, roundRobin } from './frontier-policies.ts';
import { createWorld, MAPS, type Outcome, play, type World } from './frontier-world.ts';

const PLAYERS = 4_000;
const DAYS = 9;
const WARM_UP = 4;
const SEEDS = Array.from({ length: 100 }, (_, at) => at * 13);
/** Polls every five minutes: 0.07, 0.2 and 0.4 a player and day. */
const BUDGETS = [1, 3, 6] as const;
const WORLD_SEED = 20_261;

/** Share of battles seen, and of the seen ones, the share on the rarest quarter of maps. */
const seen = ({ seen, battles }: Outcome) => seen / battles;
function rare(outcome: Outcome): number {
  const tail = outcome.seenByMap.slice((MAPS * 3) / 4);
  return tail.reduce((sum, count) => sum + count, 0) / outcome.seen;
}
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

describe(`a world of ${PLAYERS} players, seed ${WORLD_SEED}`, () => {
  let world: World;
  beforeAll(() => {
    world = createWorld(WORLD_SEED, PLAYERS, DAYS);
  });

  for (const budget of BUDGETS) {
    it(`sees more than everybody in turn would, at ${budget} polls a step`, () => {
      const own = adaptive(SEEDS);
      const adapted = play(world, budget, WARM_UP, () => own.policy);
      const plain = play(world, budget, WARM_UP, () => adaptive(SEEDS, { balance: false }).policy);
      const robin = play(world, budget, WARM_UP, () => roundRobin(SEEDS));
      const best = play(world, budget, WARM_UP, (counted) => oracle(world, counted));
      const { missed, found } = own.frontier.summary(world.end);
      console.log(
        `${budget} polls a step: seen ${percent(seen(adapted))}, unbalanced ${percent(seen(plain))}, in turn ${percent(seen(robin))}, ` +
          `oracle ${percent(seen(best))}; on rare maps ${percent(rare(adapted))}, unbalanced ${percent(rare(plain))}; ` +
          `missed ${adapted.missed}, estimate ${missed.toFixed(0)}; found ${adapted.found}, estimate ${found.toFixed(0)}`,
      );
      expect(best.battles).toBeGreaterThan(30_000);
      expect(seen(adapted)).toBeGreaterThan(seen(robin) + 0.03);
      expect(seen(plain)).toBeGreaterThan(seen(robin) + 0.015);
      expect(seen(adapted)).toBeLessThan(seen(best));
      expect(seen(adapted)).toBeGreaterThan(0.6 * seen(best));
      expect(rare(adapted)).toBeGreaterThan(rare(plain));
      expect(missed / adapted.missed).toBeGreaterThan(0.6);
      expect(missed / adapted.missed).toBeLessThan(1.6);
      expect(found / adapted.found).toBeGreaterThan(0.7);
      expect(found / adapted.found).toBeLessThan(1.15);
    });
  }

  it('loses little when it dies once a day with all that was not written, 4 slices a step', () => {
    const stored = new Map<number, Uint8Array>();
    const options = { capacity: 5_000 };
    let { frontier, policy } = adaptive(SEEDS, options);
    let steps = 0;
    const outcome = play(
      world,
      3,
      WARM_UP,
      () => ({
        due: (now, limit) => policy.due(now, limit),
        polled: (player, facts, now) => policy.polled(player, facts, now),
        met: (met, now) => policy.met(met, now),
      }),
      () => {
        steps += 1;
        for (const { slice, bytes } of frontier.takeDirty(4)) stored.set(slice, bytes);
        if (steps % 288 !== 0) return;
        frontier = Frontier.restore(
          [...stored].map(([slice, bytes]) => ({ slice, bytes })),
          options,
        );
        policy = frontierPolicy(frontier, SEEDS);
      },
    );
    const whole = play(world, 3, WARM_UP, () => adaptive(SEEDS, options).policy);
    console.log(`dying once a day: seen ${percent(seen(outcome))} instead of ${percent(seen(whole))}`);
    expect(steps).toBeGreaterThan(7 * 280);
    expect(seen(outcome)).toBeGreaterThan(seen(whole) - 0.02);
  });
});

it('lets rare maps catch up where there are more players than polls', () => {
  const world = createWorld(WORLD_SEED, 16_000, 5);
  const onRare = (counts: readonly number[]) =>
    counts.slice((MAPS * 3) / 4).reduce((sum, count) => sum + count, 0);
  const [balanced, plain] = [true, false].map((balance) =>
    play(world, 2, 3, () => adaptive(SEEDS, { balance }).policy),
  );
  if (balanced === undefined || plain === undefined) throw new Error('both were played');
  const there = onRare(plain.battlesByMap);
  const [more, less] = [onRare(balanced.seenByMap), onRare(plain.seenByMap)];
  console.log(
    `16,000 players, 2 polls a step: of ${there} battles on rare maps seen ${percent(more / there)}, unbalanced ` +
      `${percent(less / there)}; of all ${percent(seen(balanced))}, unbalanced ${percent(seen(plain))}`,
  );
  expect(more).toBeGreaterThan(1.3 * less);
  expect(balanced.seen).toBeGreaterThan(0.9 * plain.seen);
});
