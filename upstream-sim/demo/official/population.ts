import { below, createRandom, createSampler, normal, type Random, type Sampler } from '../../random.ts';
import { STREAM } from '../streams.ts';
import { BRAWLER_COUNT, type World } from '../world.ts';
import { drawTags } from './tags.ts';
import { SESSION_SLOTS } from './time.ts';

/** Countries whose rankings are served, with their share of the players and their hours from UTC. */
export const COUNTRIES: readonly { readonly code: string; readonly weight: number; readonly zone: number }[] =
  [
    { code: 'US', weight: 14, zone: -6 },
    { code: 'BR', weight: 13, zone: -3 },
    { code: 'MX', weight: 10, zone: -6 },
    { code: 'DE', weight: 10, zone: 1 },
    { code: 'FR', weight: 9, zone: 1 },
    { code: 'ES', weight: 8, zone: 1 },
    { code: 'IT', weight: 8, zone: 1 },
    { code: 'TR', weight: 8, zone: 3 },
    { code: 'PL', weight: 6, zone: 1 },
    { code: 'KR', weight: 6, zone: 9 },
    { code: 'JP', weight: 4, zone: 9 },
    { code: 'AU', weight: 4, zone: 10 },
  ];

/** Favourite brawlers per player, and how often a player falls back on them. */
export const FAVOURITES = 6;
/** Spread of the players' skill, on the logit scale. */
const SKILL_DEVIATION = 0.3;
/** Spread of the time spent playing, on the log scale: a few play a hundred battles a day, many one a day. */
const ACTIVITY_SIGMA = 1.4;
/** Share of the players who only ever play as a trio, always the same three. */
const PREMADE_SHARE = 0.01;
/** A trio plays this much more than its first member would, or it would hardly be met. */
const PREMADE_ZEAL = 4;
/** Chance that a player in a session plays in a given slot, of which some find no battle. */
export const PLAYING_SHARE = 0.72;
const MATCHED_SHARE = 0.93;
/** Trophies with an average brawler: log-normal. */
const LEVEL = { median: 750, sigma: 0.45 };
/** League step: normal around the middle of the 22. */
const LEAGUE = { mean: 10.5, deviation: 4 };

/** Everyone in the demo world. A player's index is their place by trophies, 0 the highest. */
export interface Population {
  readonly size: number;
  /** `#` included. */
  readonly tags: readonly string[];
  /** Effect on the team's logit (Showdown: on its log rate). */
  readonly skill: Float64Array;
  /** Trophies with an average brawler, at the end of a season. */
  readonly level: Float64Array;
  /** League step at the end of a season, not yet rounded. */
  readonly league: Float64Array;
  /** Chance to be in a session, averaged over the day. */
  readonly rate: Float64Array;
  /** Index into COUNTRIES. */
  readonly country: Uint8Array;
  /** Slots by which this player's sessions are shifted against the hour, 0 to 14. */
  readonly phase: Uint8Array;
  /** The player whose comings and goings this one shares: the first of the trio, else the player. */
  readonly leader: Int32Array;
  /** 1 for members of a trio, who stand side by side. */
  readonly premade: Uint8Array;
  /** Brawler indices, FAVOURITES per player, dearest first. */
  readonly favourites: Uint16Array;
  /** Index of a tag, undefined for an unknown one. */
  indexOf(tag: string): number | undefined;
}

interface Draft {
  readonly skill: number;
  readonly level: number;
  readonly league: number;
  readonly activity: number;
  readonly country: number;
  readonly phase: number;
}

/** One player. Skill, standing and zeal go together, but not all the way. */
function drawPlayer(seed: number, number: number, countries: Sampler): Draft {
  const random = createRandom(seed, STREAM.players, number);
  const [skill, zeal, luck, other] = [normal(random), normal(random), normal(random), normal(random)];
  return {
    skill: SKILL_DEVIATION * skill,
    level: LEVEL.median * Math.exp(LEVEL.sigma * (0.6 * skill + 0.5 * zeal + 0.62 * luck)),
    league: LEAGUE.mean + LEAGUE.deviation * (0.7 * skill + 0.3 * zeal + 0.65 * other),
    activity: Math.exp(ACTIVITY_SIGMA * zeal - ACTIVITY_SIGMA ** 2 / 2),
    country: countries.sample(random),
    phase: below(random, SESSION_SLOTS),
  };
}

/** Mean popularity of each brawler over all maps. */
function fameOf(world: World): Float64Array {
  const fame = new Float64Array(BRAWLER_COUNT);
  for (const { popularity } of world.maps.values()) {
    for (let i = 0; i < BRAWLER_COUNT; i += 1) fame[i] = (fame[i] ?? 0) + (popularity[i] ?? 0);
  }
  return fame;
}

/** `count` different brawlers by fame. */
function drawFavourites(fame: Sampler, random: Random, count: number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(fame.sample(random));
  return [...chosen];
}

/** First members of the trios: spread over the ranks, never nearer than three places. */
function drawLeaders(seed: number, size: number): number[] {
  const count = Math.floor((size * PREMADE_SHARE) / 3);
  const random = createRandom(seed, STREAM.trios);
  const stretch = size / Math.max(1, count);
  return Array.from({ length: count }, (_, k) => Math.floor(k * stretch) + below(random, stretch - 3));
}

/**
 * Draws the players from the seed. `battlesPerDay` is how many battles one plays a day, on average; the busiest
 * tenth plays most of them.
 */
export function createPopulation(world: World, size: number, battlesPerDay: number): Population {
  const { seed } = world;
  const countries = createSampler(COUNTRIES.map(({ weight }) => weight));
  const drafts = Array.from({ length: size }, (_, number) => drawPlayer(seed, number, countries));
  drafts.sort((a, b) => b.level - a.level);
  const meanRate = battlesPerDay / (24 * SESSION_SLOTS * PLAYING_SHARE * MATCHED_SHARE);
  const rate = Float64Array.from(drafts, ({ activity }) => activity * meanRate);
  const leader = Int32Array.from({ length: size }, (_, index) => index);
  const [premade, phase] = [new Uint8Array(size), Uint8Array.from(drafts, (draft) => draft.phase)];
  const favourites = new Uint16Array(size * FAVOURITES);
  const fame = createSampler(fameOf(world));
  for (let index = 0; index < size; index += 1) {
    const random = createRandom(seed, STREAM.favourites, index);
    favourites.set(drawFavourites(fame, random, FAVOURITES), index * FAVOURITES);
  }
  for (const first of drawLeaders(seed, size)) {
    const random = createRandom(seed, STREAM.favourites, first, 1);
    // All different, so that a trio's favourites never collide.
    favourites.set(drawFavourites(fame, random, 3 * FAVOURITES), first * FAVOURITES);
    const zeal = PREMADE_ZEAL * Math.max(rate[first] ?? 0, meanRate);
    for (const index of [first, first + 1, first + 2]) {
      leader[index] = first;
      premade[index] = 1;
      rate[index] = zeal;
    }
  }
  const tags = drawTags(seed, size, 0);
  const indices = new Map(tags.map((tag, index) => [tag, index]));
  return {
    size,
    tags,
    skill: Float64Array.from(drafts, ({ skill }) => skill),
    level: Float64Array.from(drafts, ({ level }) => level),
    league: Float64Array.from(drafts, ({ league }) => league),
    rate,
    country: Uint8Array.from(drafts, ({ country }) => country),
    phase,
    leader,
    premade,
    favourites,
    indexOf: (tag) => indices.get(tag),
  };
}
