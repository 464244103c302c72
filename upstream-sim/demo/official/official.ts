import { type Answer, jsonAnswer, notFound, type Source } from '../../answer.ts';
import { BRAWLER_FACTS } from '../facts-brawlers.ts';
import type { Rotation } from '../rotation.ts';
import type { World } from '../world.ts';
import { eventMode, gameBrawlerName, gameMapName, modeNumber } from './modes.ts';
import { pageAnswer } from './page.ts';
import { compactTime } from './time.ts';
import type { OfficialWorld } from './world.ts';

const PREFIX = '/official/v1/';

/** Path segments, decoded; null for escapes that are none. */
function segmentsOf(path: string): string[] | null {
  try {
    return path.slice(PREFIX.length).split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** `/events/rotation`: a bare array of what is live, the same maps as in BrawlAPI's events. */
function rotationAnswer(world: World, rotation: Rotation, now: number): object[] {
  return rotation.at(now).active.flatMap(({ slot, mapId, start, end }) => {
    const map = world.maps.get(mapId);
    if (map === undefined) return [];
    const { fact, mode } = map;
    const event = {
      id: fact.id,
      mode: eventMode(mode),
      modeId: modeNumber(mode),
      map: gameMapName(fact.name),
    };
    return [{ startTime: compactTime(start), endTime: compactTime(end), slotId: slot.id, event }];
  });
}

function brawlerList(): object[] {
  return BRAWLER_FACTS.map(({ id, name }) => ({
    id,
    name: gameBrawlerName(name),
    starPowers: [],
    hyperCharges: [],
    gears: [],
    gadgets: [],
  }));
}

/**
 * The official API of the demo world. `open` gives its players and battles, and is first called when somebody asks
 * for them.
 */
export function createOfficial(world: World, rotation: Rotation, open: () => OfficialWorld): Source {
  function logAnswer(player: number, now: number): Answer {
    const { history, write } = open();
    const entries = history.log(player, now).map((played) => write(played, player));
    return jsonAnswer(`{"items":[${entries.join(',')}],"paging":{"cursors":{}}}`);
  }
  function playerAnswer(rest: readonly string[], now: number): Answer | null {
    const [tag = '', what, ...more] = rest;
    const player = tag.startsWith('#') ? open().population.indexOf(tag.toUpperCase()) : undefined;
    if (player === undefined || more.length > 0) return null;
    if (what === undefined) return jsonAnswer(JSON.stringify(open().rankings.profile(player, now)));
    return what === 'battlelog' ? logAnswer(player, now) : null;
  }
  function rankingAnswer(rest: readonly string[], query: URLSearchParams, now: number): Answer | null {
    const [country = '', what, id, ...more] = rest;
    const isPlayers = what === 'players' && id === undefined;
    const isBrawler = what === 'brawlers' && id !== undefined && /^\d{1,9}$/.test(id) && more.length === 0;
    if (!isPlayers && !isBrawler) return null;
    const list = open().rankings.list(country, isBrawler ? Number(id) : null, now);
    return list === null ? null : pageAnswer(list, query);
  }
  function build(path: string, now: number, query: URLSearchParams): Answer | null {
    const [first, ...rest] = segmentsOf(path) ?? [];
    switch (first) {
      case 'players':
        return playerAnswer(rest, now);
      case 'rankings':
        return rankingAnswer(rest, query, now);
      case 'brawlers':
        return rest.length === 0 ? pageAnswer(brawlerList(), query) : null;
      case 'events':
        if (rest.length !== 1 || rest[0] !== 'rotation') return null;
        return jsonAnswer(JSON.stringify(rotationAnswer(world, rotation, now)));
      default:
        return null;
    }
  }
  return {
    answer: (path, now, query) => build(path, now, new URLSearchParams(query)) ?? notFound(path),
  };
}
