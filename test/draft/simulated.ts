/** Battles of the simulated world, counted into the sums that a snapshot is built from, and those to be predicted. */
import { KIND_BRAWLERS, KIND_MAPS, KIND_MODES } from '../../kernel/layout/bundle.ts';
import { COUNT_BATTLES, COUNT_CELLS, COUNT_MATCHUPS, COUNT_PAIRS } from '../../kernel/layout/tally.ts';
import type { Kernel } from '../../src/kernel/port.ts';
import { createPlay } from '../../upstream-sim/demo/battles.ts';
import { BRAWLER_FACTS } from '../../upstream-sim/demo/facts-brawlers.ts';
import { createRotation } from '../../upstream-sim/demo/rotation.ts';
import { BRAWLER_COUNT, createWorld, type World, type WorldMap } from '../../upstream-sim/demo/world.ts';
import { createRandom } from '../../upstream-sim/random.ts';
import { makeSums, type SumsRow } from '../kernel/snapshot-build/sums.ts';

export interface SimBattle {
  readonly map: WorldMap;
  /** brawler indexes, team after team */
  readonly picks: Uint16Array;
  /** per team: 1, 0.5 or 0 */
  readonly scores: Float64Array;
}

/** The world of a seed, and those of its maps that are played in one of these formats. */
export function openWorld(seed: number, formats: readonly string[]) {
  const world = createWorld(seed, createRotation(seed).rotating);
  const maps = [...world.maps.values()].filter(
    ({ battles, mode }) => battles > 1000 && formats.includes(mode.format),
  );
  return { world, maps };
}

/** Plays so many battles, each map its share; `stream` tells training and test apart. */
export function* play(
  world: World,
  maps: readonly WorldMap[],
  battles: number,
  stream: number,
): Generator<SimBattle> {
  const all = maps.reduce((sum, map) => sum + map.battles, 0);
  for (const map of maps) {
    const random = createRandom(world.seed, 0xd4af, stream, map.fact.id);
    const playOne = createPlay(world, map);
    for (let left = Math.round((battles * map.battles) / all); left > 0; left--)
      yield { map, ...playOne(random) };
  }
}

/** Counts by place and one or two brawlers. */
class Table {
  readonly #games = new Map<number, Float64Array>();
  readonly #halfWins = new Map<number, Float64Array>();

  add(place: number, a: number, b: number, halfWins: number): void {
    let games = this.#games.get(place);
    if (games === undefined) {
      games = new Float64Array(BRAWLER_COUNT * BRAWLER_COUNT);
      this.#games.set(place, games);
      this.#halfWins.set(place, new Float64Array(games.length));
    }
    const sums = this.#halfWins.get(place) as Float64Array;
    const at = a * BRAWLER_COUNT + b;
    games[at] = (games[at] ?? 0) + 1;
    sums[at] = (sums[at] ?? 0) + halfWins;
  }

  /** With two brawlers a row, one or none. */
  sums(kind: number, brawlers: 0 | 1 | 2): Uint8Array {
    const rows: SumsRow[] = [];
    for (const [map, games] of this.#games) {
      games.forEach((count, at) => {
        if (count === 0) return;
        const ids = [idOf(Math.floor(at / BRAWLER_COUNT)), idOf(at % BRAWLER_COUNT)];
        const halfWins = this.#halfWins.get(map)?.[at] ?? 0;
        rows.push({ map, brawlers: ids.slice(0, brawlers), games: count, halfWins });
      });
    }
    return makeSums(kind, rows);
  }
}

export function idOf(index: number): number {
  return BRAWLER_FACTS[index]?.id ?? 0;
}

/** Where counts of a mode stand (kernel/layout/tally.ts), in the terms of makeSums. */
function modePlace(modeId: number): number {
  return 15_000_000 + modeId - 48_000_000 + 1;
}

/** Counts battles by the rules of docs/methodology.md: cells, battles, pairs and match-ups. */
export function countAll(
  battles: Iterable<SimBattle>,
): Record<'battles' | 'cells' | 'pairs' | 'matchups', Uint8Array> {
  const [played, cells, pairs, matchups] = [new Table(), new Table(), new Table(), new Table()];
  for (const { map, picks, scores } of battles) {
    const { size, teams, winners } = map.format;
    const { id } = map.fact;
    const place = modePlace(map.mode.id);
    played.add(id, 0, 0, 0);
    for (let i = 0; i < teams * size; i++) cells.add(id, picks[i] ?? 0, 0, halfWins(scores, i, size));
    if (map.mode.format === 'duel') continue;
    for (let i = 0; i < teams * size; i++) {
      for (let j = 0; j < teams * size; j++) {
        const [a = 0, b = 0] = [picks[i], picks[j]];
        // brawler indexes rise with their ids
        if (a >= b) continue;
        const areAllies = Math.floor(i / size) === Math.floor(j / size);
        if (areAllies) pairs.add(place, a, b, halfWins(scores, i, size));
        else if (winners === 0) matchups.add(place, a, b, halfWins(scores, i, size));
      }
    }
  }
  return {
    battles: played.sums(COUNT_BATTLES, 0),
    cells: cells.sums(COUNT_CELLS, 1),
    pairs: pairs.sums(COUNT_PAIRS, 2),
    matchups: matchups.sums(COUNT_MATCHUPS, 2),
  };
}

function halfWins(scores: Float64Array, i: number, size: number): number {
  return 2 * (scores[Math.floor(i / size)] ?? 0);
}

/** The snapshot of counted battles, with all effects or with none. */
export function snapshotOf(
  kernel: Kernel,
  maps: readonly WorldMap[],
  counts: ReturnType<typeof countAll>,
  hasEffects = true,
): Uint8Array {
  const bundle = (kind: number, list: unknown[]) => {
    const result = kernel.extract(kind, new TextEncoder().encode(JSON.stringify({ list })));
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  const modes = new Map(maps.map(({ mode }) => [mode.id, mode]));
  return kernel.buildSnapshot({
    bundles: [
      bundle(
        KIND_MODES,
        [...modes.values()].map(({ id, name }) => ({ id, scId: id, name, hash: name.replaceAll(' ', '-') })),
      ),
      bundle(
        KIND_BRAWLERS,
        BRAWLER_FACTS.map(({ id, name }) => ({ id, name })),
      ),
      bundle(
        KIND_MAPS,
        maps.map(({ fact, mode }) => ({
          id: fact.id,
          name: fact.name,
          gameMode: { id: mode.id, scId: mode.id, name: mode.name },
        })),
      ),
    ],
    builtAt: 1_780_000_000_000,
    data: 'demo',
    windowDays: 28,
    sources: [],
    sums: [counts.battles, counts.cells],
    effects: hasEffects ? [kernel.fitEffects(counts.pairs), kernel.fitEffects(counts.matchups)] : [],
  });
}

/** True effects: log-odds on a team's strength. */
export function truePair(world: World, a: number, b: number): number {
  return world.pairs[a * BRAWLER_COUNT + b] ?? 0;
}

export function trueMatchup(world: World, a: number, b: number): number {
  return world.matchUps[a * BRAWLER_COUNT + b] ?? 0;
}
