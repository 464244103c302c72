import { type Answer, jsonAnswer, notFound, type Source } from '../answer.ts';
import { HOUR_MS } from '../shift.ts';
import { brawlerAnswer, eventAnswer, mapAnswer, modeAnswer, statsAnswer } from './answers.ts';
import { BRAWLER_FACTS } from './facts-brawlers.ts';
import { MODE_FACTS } from './facts-modes.ts';
import { createOfficial } from './official/official.ts';
import { seasonAt } from './official/time.ts';
import {
  createOfficialWorld,
  type OfficialOptions,
  type OfficialTruth,
  type OfficialWorld,
  readOptions,
} from './official/world.ts';
import { createRotation } from './rotation.ts';
import { type MapTally, playMap } from './tally.ts';
import { createTruth, type Truth } from './truth.ts';
import { createWorld, type WorldMap } from './world.ts';

const PREFIX = '/brawlapi/v1/';

/** What the demo world can be told. */
export interface DemoOptions extends OfficialOptions {
  /** Whether BrawlAPI's maps come with statistics; default true. Without, their lists are empty. */
  readonly brawlApiStatistics?: boolean;
}

/** The demo world behind both APIs. */
export interface Demo extends Source {
  readonly truth: Truth;
  /** The truth of the official API's side. */
  readonly official: OfficialTruth;
}

/**
 * The demo world behind BrawlAPI's answers and, by `official/`, behind those of the official API. Everything follows from the seed (an integer) and the hour: statistics
 * are counted in battles which are played when a map is first asked for (10 to 20 ms for a much played one),
 * `dataUpdated` is the hour, and the rotation changes on the hour. Throws a RangeError for options that can't be.
 */
export function createDemo(seed: number, options: DemoOptions = {}): Demo {
  const { brawlApiStatistics = true } = options;
  const rotation = createRotation(seed);
  const world = createWorld(seed, rotation.rotating);
  const settled = readOptions(world, options);
  let opened: OfficialWorld | null = null;
  const open = (): OfficialWorld => {
    opened ??= createOfficialWorld(world, rotation, settled);
    return opened;
  };
  const officialApi = createOfficial(world, rotation, open);
  const tallies = new Map<number, MapTally>();
  const cache = new Map<string, Answer>();
  let cachedHour = Number.NaN;

  function tallyOf(map: WorldMap): MapTally {
    const tally = tallies.get(map.fact.id) ?? playMap(world, map);
    tallies.set(map.fact.id, tally);
    return tally;
  }

  function fullMap(map: WorldMap, hour: number, lastActive: number | null): object {
    const statistics = brawlApiStatistics ? statsAnswer(map, tallyOf(map)) : { stats: [], teamStats: [] };
    return { ...mapAnswer(map, hour / 1000, lastActive), ...statistics };
  }

  function events(hour: number): object {
    const { active, upcoming } = rotation.at(hour);
    const answer = (event: (typeof active)[number]): object[] => {
      const map = world.maps.get(event.mapId);
      return map === undefined ? [] : [eventAnswer(event, fullMap(map, hour, event.end / 1000))];
    };
    return { active: active.flatMap(answer), upcoming: upcoming.flatMap(answer) };
  }

  function one(collection: string | undefined, id: number, hour: number): object | null {
    const map = world.maps.get(id);
    if (collection === 'maps' && map !== undefined) {
      const live = rotation.at(hour).active.find((event) => event.mapId === id);
      return fullMap(map, hour, live === undefined ? null : live.end / 1000);
    }
    const brawler = BRAWLER_FACTS.find((fact) => fact.id === id);
    return collection === 'brawlers' && brawler !== undefined ? brawlerAnswer(brawler) : null;
  }

  function build(path: string, hour: number): object | null {
    const [collection, id, ...rest] = path.slice(PREFIX.length).split('/');
    if (!path.startsWith(PREFIX) || rest.length > 0) return null;
    if (id !== undefined) return /^\d{1,9}$/.test(id) ? one(collection, Number(id), hour) : null;
    switch (collection) {
      case 'maps':
        return { list: [...world.maps.values()].map((map) => mapAnswer(map, hour / 1000, null)) };
      case 'brawlers':
        return { list: BRAWLER_FACTS.map(brawlerAnswer).reverse() };
      case 'gamemodes':
        return { list: MODE_FACTS.map(modeAnswer) };
      case 'events':
        return events(hour);
      default:
        return null;
    }
  }

  return {
    truth: createTruth(world),
    // Players are drawn when somebody asks for them: most readers of the catalogue never do.
    official: {
      get tags() {
        return open().truth.tags;
      },
      balanceChanges: settled.eras.changes,
      battles: (from, to) => open().truth.battles(from, to),
      winRate: (mapId, brawlerId, at) => open().truth.winRate(mapId, brawlerId, at),
      strength: (mapId, brawlerId, at) => open().truth.strength(mapId, brawlerId, at),
      season: seasonAt,
    },
    answer(path, now, query) {
      if (path.startsWith('/official/')) return officialApi.answer(path, now, query);
      const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
      if (hour !== cachedHour) cache.clear();
      cachedHour = hour;
      const cached = cache.get(path);
      if (cached !== undefined) return cached;
      const value = build(path, hour);
      if (value === null) return notFound(path);
      const answer = jsonAnswer(JSON.stringify(value));
      cache.set(path, answer);
      return answer;
    },
  };
}
