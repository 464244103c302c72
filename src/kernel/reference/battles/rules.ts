/** The rules of counting: what one battle adds to the tallies. docs/methodology.md, "Counting", says them in words. */
import { FORM_DUELS, TYPE_LADDER } from '../../../../kernel/layout/battles.ts';
import { NONE } from '../../../../kernel/layout/bundle.ts';
import * as layout from '../../../../kernel/layout/tally.ts';
import type { Battle, Observation } from './log.ts';

/** One game of one key. */
export interface Game {
  /** COUNT_* */
  readonly kind: number;
  readonly key: bigint;
  readonly halfWins: number;
}

/** A key of kernel/layout/tally.ts. */
export function packKey(place: number, slot: number, a = 0, b = 0, c = 0): bigint {
  return (
    (BigInt(place) << BigInt(layout.KEY_PLACE_SHIFT)) |
    (BigInt(slot) << BigInt(layout.KEY_SLOT_SHIFT)) |
    (BigInt(a) << BigInt(layout.KEY_A_SHIFT)) |
    (BigInt(b) << BigInt(layout.KEY_B_SHIFT)) |
    BigInt(c)
  );
}

/** The place of a mode; 0 where it is unknown, or is an id that no mode has. */
export function placeOfMode(modeId: number): number {
  const place = modeId - layout.FIRST_MODE_ID + 1;
  return place > 0 && place <= layout.MAX_PLACE ? place : 0;
}

interface Member {
  readonly team: number;
  readonly code: number;
  readonly halfWins: number;
}

/**
 * The games of a battle, in no particular order, or null where no key can hold it: its map or one of its brawlers is
 * out of range, or more than MAX_TOGETHER were in it and it is no Duel. `modeId` is the mode by the battle or its map.
 */
export function gamesOf(battle: Battle, modeId: number): Game[] | null {
  const map = battle.mapId - layout.FIRST_MAP_ID;
  if (map < 0 || map > layout.MAX_PLACE) return null;
  const members = battle.teams.flatMap((team, index) =>
    team.map(({ brawler, halfWins }) => ({
      team: index,
      code: brawler - layout.FIRST_BRAWLER_ID + 1,
      halfWins,
    })),
  );
  if (members.some(({ code }) => code < 1 || code > layout.MAX_CODE)) return null;
  const isDuel = battle.form === FORM_DUELS;
  if (!isDuel && members.length > layout.MAX_TOGETHER) return null;
  const games = brawlerGames(battle, map);
  return isDuel
    ? games
    : [...games, ...pairGames(members, map, placeOfMode(modeId)), ...teamGames(members, map)];
}

function isHigh(battle: Battle, { trophies }: Observation): boolean {
  if (trophies === NONE) return false;
  return trophies >= (battle.type === TYPE_LADDER ? layout.TROPHIES_HIGH : layout.MYTHIC_STEP);
}

/** The battle, and each brawler in it. */
function brawlerGames(battle: Battle, map: number): Game[] {
  const isLadder = battle.type === TYPE_LADDER;
  const observations = battle.teams.flat();
  const below = isLadder ? layout.CELL_LADDER_BELOW : layout.CELL_RANKED_BELOW;
  const high = isLadder ? layout.CELL_LADDER_HIGH : layout.CELL_RANKED_MYTHIC;
  const all = isLadder ? layout.BATTLES_LADDER : layout.BATTLES_RANKED;
  const some = isLadder ? layout.BATTLES_LADDER_HIGH : layout.BATTLES_RANKED_MYTHIC;
  const games: Game[] = observations.map((observation) => {
    const code = observation.brawler - layout.FIRST_BRAWLER_ID + 1;
    const slot = isHigh(battle, observation) ? high : below;
    return { kind: layout.COUNT_CELLS, key: packKey(map, slot, code), halfWins: observation.halfWins };
  });
  games.push({ kind: layout.COUNT_BATTLES, key: packKey(map, all), halfWins: 0 });
  if (observations.some((observation) => isHigh(battle, observation)))
    games.push({ kind: layout.COUNT_BATTLES, key: packKey(map, some), halfWins: 0 });
  return games;
}

/** Each two allies and, of two teams, each two enemies; by mode and by map. The same brawler twice is neither. */
function pairGames(members: readonly Member[], map: number, mode: number): Game[] {
  const isTwoTeams = members.at(-1)?.team === 1;
  const games: Game[] = [];
  members.forEach((one, i) => {
    for (const other of members.slice(i + 1)) {
      const isAlly = one.team === other.team;
      if (one.code === other.code || (!isAlly && !isTwoTeams)) continue;
      const [low, high] = one.code < other.code ? [one, other] : [other, one];
      const add = (kind: number, place: number) => {
        games.push({ kind, key: packKey(place, 0, low.code, high.code), halfWins: low.halfWins });
      };
      add(isAlly ? layout.COUNT_PAIRS : layout.COUNT_MATCHUPS, mode);
      add(isAlly ? layout.COUNT_MAP_PAIRS : layout.COUNT_MAP_MATCHUPS, map);
    }
  });
  return games;
}

/** Each team of three, and each of two different brawlers. */
function teamGames(members: readonly Member[], map: number): Game[] {
  return Object.values(Object.groupBy(members, ({ team }) => team)).flatMap((team = []) => {
    const codes = team.map(({ code }) => code).sort((x, y) => x - y);
    const isTeam = codes.length === 3 || (codes.length === 2 && codes[0] !== codes[1]);
    const halfWins = team[0]?.halfWins ?? 0;
    return isTeam ? [{ kind: layout.COUNT_TRIOS, key: packKey(map, 0, ...codes), halfWins }] : [];
  });
}
