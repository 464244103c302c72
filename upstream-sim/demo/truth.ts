import { createRandom, type Random } from '../random.ts';
import { createDraft, DRAW_RATE, type Draft, raceTime, teamStrength } from './battles.ts';
import { BRAWLER_FACTS } from './facts-brawlers.ts';
import { STREAM } from './streams.ts';
import { BRAWLER_COUNT, type World, type WorldMap } from './world.ts';

/** Situations that a true win rate is averaged over: its standard error is about 0.1 percentage points. */
const SITUATIONS = 16_384;

/** The truth of a demo world, for tests to compare estimates with. Ids are game ids; null where one is unknown. */
export interface Truth {
  /** Every map id of the world, retired ones too. */
  readonly mapIds: readonly number[];
  readonly brawlerIds: readonly number[];
  /**
   * The expected win rate of a brawler on a map in the played population, in percent, a draw being half a win:
   * its mean chance over allies and enemies as players really pick them. By Monte Carlo over situations, with the
   * exact chance in each; deterministic, standard error about 0.1 percentage points. Holds also for maps
   * which nobody has played. The first call for a map plays it through, which takes a moment.
   */
  winRate(mapId: number, brawlerId: number): number | null;
  /** The mean win rate of all picks, in percent: 50, or the share of winning places in Showdown. Exact. */
  baseline(mapId: number): number | null;
  /** Battles played on a map id. */
  battles(mapId: number): number | null;
  /** A brawler's effect on its team's logit, its mode's and the map's effects included. */
  strength(mapId: number, brawlerId: number): number | null;
  /** Chance that a pick is this brawler (before repeats within a team are drawn anew), in percent. */
  popularity(mapId: number, brawlerId: number): number | null;
  /** Effect of two allies on their team's logit; the same on all maps. */
  pair(brawlerId: number, allyId: number): number | null;
  /** Effect of facing an enemy on the logit; the opposite of the enemy's. */
  matchUp(brawlerId: number, enemyId: number): number | null;
}

/** Adds one row of a brawler-by-brawler table to every brawler's sum. */
function addRow(sums: Float64Array, table: Float64Array, brawler: number, sign: 1 | -1): void {
  const from = brawler * BRAWLER_COUNT;
  for (let i = 0; i < BRAWLER_COUNT; i += 1) sums[i] = (sums[i] ?? 0) + sign * (table[from + i] ?? 0);
}

/** A situation: the allies that a brawler joins, and what its team is up against. */
interface Situation {
  /** Allies in places 1 to size - 1; place 0 is the brawler's. */
  readonly team: Uint16Array;
  /** Draws the other teams. */
  next(): void;
  /** Every brawler's logit (Showdown: log rate) so far, to which the situation adds what it changes. */
  addTo(logits: Float64Array): void;
  /** The chance of a win at that logit. */
  chance(logit: number): number;
}

/** Two-sided battles: the enemies and their effects are known, the result is a logistic chance. */
function versus(world: World, map: WorldMap, random: Random, draft: Draft): Situation {
  const { size } = map.format;
  const picks = new Uint16Array(2 * size);
  let enemies = 0;
  return {
    team: picks,
    next() {
      draft(random, picks, size, size);
      enemies = teamStrength(world, map, picks, size);
      for (let ally = 1; ally < size; ally += 1) {
        for (let enemy = size; enemy < 2 * size; enemy += 1) {
          enemies -= world.matchUps[(picks[ally] ?? 0) * BRAWLER_COUNT + (picks[enemy] ?? 0)] ?? 0;
        }
      }
    },
    addTo(logits) {
      // An enemy's row holds its effect on us, the opposite of ours on it.
      for (let enemy = size; enemy < 2 * size; enemy += 1)
        addRow(logits, world.matchUps, picks[enemy] ?? 0, -1);
    },
    chance: (logit) => DRAW_RATE / 2 + (1 - DRAW_RATE) / (1 + Math.exp(enemies - logit)),
  };
}

/**
 * Showdown: given the other teams' times, a team wins if it is faster than the last winning place would be
 * without it; its exponential time gives that chance exactly.
 */
function race(world: World, map: WorldMap, random: Random, draft: Draft): Situation {
  const { teams, size, winners } = map.format;
  const other = new Uint16Array(size);
  const times = new Float64Array(teams - 1);
  let limit = 0;
  return {
    team: new Uint16Array(size),
    next() {
      for (let team = 0; team < times.length; team += 1) {
        draft(random, other, 0, size);
        times[team] = raceTime(teamStrength(world, map, other, 0), random);
      }
      limit = times.sort()[winners - 1] ?? 0;
    },
    addTo() {},
    chance: (logit) => 1 - Math.exp(-limit * Math.exp(logit)),
  };
}

/** Expected share of wins of every brawler, averaged over situations. */
function winShares(world: World, map: WorldMap): Float64Array {
  const { size, winners } = map.format;
  const random = createRandom(world.seed, STREAM.truth, map.group);
  const draft = createDraft(map);
  const situation = (winners === 0 ? versus : race)(world, map, random, draft);
  const { team } = situation;
  const [logits, won] = [new Float64Array(BRAWLER_COUNT), new Float64Array(BRAWLER_COUNT)];
  const seen = new Uint32Array(BRAWLER_COUNT);
  for (let round = 0; round < SITUATIONS; round += 1) {
    draft(random, team, 1, size - 1);
    situation.next();
    const base = alliesStrength(world, map, team);
    for (let i = 0; i < BRAWLER_COUNT; i += 1) logits[i] = base + (map.strength[i] ?? 0);
    for (let ally = 1; ally < size; ally += 1) addRow(logits, world.pairs, team[ally] ?? 0, 1);
    situation.addTo(logits);
    // Leaving out its own allies gives each brawler the allies that the draft would give it.
    for (let ally = 1; ally < size; ally += 1) logits[team[ally] ?? 0] = Number.NaN;
    for (let i = 0; i < BRAWLER_COUNT; i += 1) {
      const logit = logits[i] ?? 0;
      if (Number.isNaN(logit)) continue;
      won[i] = (won[i] ?? 0) + situation.chance(logit);
      seen[i] = (seen[i] ?? 0) + 1;
    }
  }
  return centred(
    map,
    won.map((sum, i) => sum / (seen[i] ?? 1)),
    seen,
  );
}

/** Strength of the allies in places 1 to size - 1, with the pairs among them. */
function alliesStrength(world: World, map: WorldMap, team: Uint16Array): number {
  let sum = 0;
  for (let i = 1; i < map.format.size; i += 1) {
    const ally = team[i] ?? 0;
    sum += map.strength[ally] ?? 0;
    for (let j = 1; j < i; j += 1) sum += world.pairs[ally * BRAWLER_COUNT + (team[j] ?? 0)] ?? 0;
  }
  return sum;
}

/**
 * Takes out the error that all brawlers of a map share, since they met the same situations: the mean over all picks
 * is known exactly. A brawler's share of the picks is its popularity times the chance that its allies are others.
 */
function centred(map: WorldMap, shares: Float64Array, seen: Uint32Array): Float64Array {
  const uses = map.popularity.map((chance, i) => chance * (seen[i] ?? 0));
  const total = uses.reduce((sum, use) => sum + use, 0);
  const mean = shares.reduce((sum, share, i) => sum + (share * (uses[i] ?? 0)) / total, 0);
  return shares.map((share) => share + baselineOf(map) - mean);
}

/** Mean share of wins of all picks: a half, or the winning places' share. */
function baselineOf(map: WorldMap): number {
  return map.format.winners === 0 ? 0.5 : map.format.winners / map.format.teams;
}

/** Opens a world's truth for reading. */
export function createTruth(world: World): Truth {
  const shares = new Map<number, Float64Array>();
  const indexOf = new Map(BRAWLER_FACTS.map(({ id }, index) => [id, index]));

  function sharesOf(map: WorldMap): Float64Array {
    const found = shares.get(map.group) ?? winShares(world, map);
    shares.set(map.group, found);
    return found;
  }
  /** Reads one cell of a table, null for unknown ids. */
  function cell(mapId: number, brawlerId: number, tableOf: (map: WorldMap) => Float64Array): number | null {
    const map = world.maps.get(mapId);
    const index = indexOf.get(brawlerId);
    return map === undefined || index === undefined ? null : (tableOf(map)[index] ?? null);
  }
  function effect(table: Float64Array, first: number, second: number): number | null {
    const [a, b] = [indexOf.get(first), indexOf.get(second)];
    return a === undefined || b === undefined ? null : (table[a * BRAWLER_COUNT + b] ?? null);
  }
  function percent(share: number | null): number | null {
    return share === null ? null : 100 * share;
  }

  return {
    mapIds: [...world.maps.keys()],
    brawlerIds: [...indexOf.keys()],
    winRate: (mapId, brawlerId) => percent(cell(mapId, brawlerId, sharesOf)),
    baseline(mapId) {
      const map = world.maps.get(mapId);
      return map === undefined ? null : 100 * baselineOf(map);
    },
    battles: (mapId) => world.maps.get(mapId)?.battles ?? null,
    strength: (mapId, brawlerId) => cell(mapId, brawlerId, (map) => map.strength),
    popularity: (mapId, brawlerId) => percent(cell(mapId, brawlerId, (map) => map.popularity)),
    pair: (brawlerId, allyId) => effect(world.pairs, brawlerId, allyId),
    matchUp: (brawlerId, enemyId) => effect(world.matchUps, brawlerId, enemyId),
  };
}
