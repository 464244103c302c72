import * as layout from '../../../../kernel/layout/battles.ts';
import { NONE } from '../../../../kernel/layout/bundle.ts';
import type { Extracted, Json, JsonObject } from './document.ts';
import * as fields from './fields.ts';
import { encodeTag, highHalf, lowHalf, mix } from './tag.ts';
import { toBytes } from './writer.ts';

const FIRST_MODE_ID = 48_000_000;
/** More than any mode has: an entry with more players is no battle. */
const MAX_PLAYERS = 32;
/** Places that win in Showdown, half of the field, by what is listed. */
const WINNING_TEAMS = 2;
const WINNING_PLAYERS = 4;
/** Added before each mixing, so that zeros leave a trace: 2^64 divided by the golden ratio. */
const GOLDEN = 0x9e3779b97f4a7c15n;

const TYPES: Readonly<Record<string, number>> = {
  ranked: layout.TYPE_LADDER,
  soloRanked: layout.TYPE_RANKED,
  teamRanked: layout.TYPE_RANKED,
};
/** Half wins of the owner's team; the other team has 2 less that. */
const RESULTS: Readonly<Record<string, number>> = { victory: 2, draw: 1, defeat: 0 };

interface Player {
  readonly tag: bigint;
  /** one; in Duels several */
  readonly brawlers: readonly (readonly [id: number, trophies: number])[];
}

interface Outcome {
  readonly form: number;
  readonly teams: readonly (readonly Player[])[];
  /** of each team, in half wins */
  readonly halfWins: readonly number[];
}

/** Thrown where an entry is malformed beyond use: it is not counted. */
class Unusable extends Error {}

function objectIn(value: fields.Field): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unusable();
  return value;
}

function listIn(value: fields.Field): Json[] {
  if (!Array.isArray(value) || value.length === 0) throw new Unusable();
  return value;
}

function lookUp(table: Readonly<Record<string, number>>, value: fields.Field): number {
  const found = typeof value === 'string' && Object.hasOwn(table, value) ? table[value] : undefined;
  if (found === undefined) throw new Unusable();
  return found;
}

function playerIn(value: Json): Player {
  const { tag, brawler, brawlers } = objectIn(value);
  if (typeof tag !== 'string' || tag === '') throw new Unusable();
  const played = fields.isMissing(brawlers) ? [brawler] : listIn(brawlers);
  return {
    tag: encodeTag(tag),
    brawlers: played.map((item) => {
      const { id, trophies } = objectIn(item);
      const code = fields.integerOrNone(id);
      if (code === NONE || code === 0) throw new Unusable();
      return [code, fields.integerOrNone(trophies)];
    }),
  };
}

/** Who fought, and who won: by the result of the owner's team of two, or by the order listed in Showdown. */
function outcomeOf(battle: JsonObject, owner: bigint): Outcome {
  const hasTeams = !fields.isMissing(battle.teams);
  const teams = hasTeams
    ? listIn(battle.teams).map((team) => listIn(team).map(playerIn))
    : listIn(battle.players).map((player) => [playerIn(player)]);
  if (teams.flat().length > MAX_PLAYERS) throw new Unusable();
  if (fields.isMissing(battle.result)) {
    const winners = hasTeams ? WINNING_TEAMS : WINNING_PLAYERS;
    if (teams.length <= winners) throw new Unusable();
    return {
      form: layout.FORM_SHOWDOWN,
      teams,
      halfWins: teams.map((_, place) => (place < winners ? 2 : 0)),
    };
  }
  const result = lookUp(RESULTS, battle.result);
  const own = teams.findIndex((team) => team.some(({ tag }) => tag === owner));
  if (teams.length !== 2 || own < 0) throw new Unusable();
  const form = hasTeams ? layout.FORM_TEAMS : layout.FORM_DUELS;
  return { form, teams, halfWins: own === 0 ? [result, 2 - result] : [2 - result, result] };
}

/** The same for one battle in however many logs: its time and the tags of its players, in ascending order. */
export function battleKey(time: number, tags: readonly bigint[]): bigint {
  const sorted = tags.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.reduce((hash, tag) => mix((hash ^ tag) + GOLDEN), mix(BigInt(time) + GOLDEN));
}

/** Adds the rows of one entry of the log. Throws Unusable, having added nothing, if it doesn't count. */
function addEntry(entry: Json, owner: bigint, battles: number[], observations: number[]): void {
  const { battleTime, event: eventValue, battle: battleValue } = objectIn(entry);
  const battle = objectIn(battleValue);
  const type = lookUp(TYPES, battle.type);
  const event = objectIn(eventValue);
  const mapId = fields.integerOrNone(event.id);
  const time = fields.timeOrNone(battleTime);
  if (mapId === NONE || mapId === 0 || time === NONE) throw new Unusable();
  if (typeof event.map !== 'string' || event.map === '') throw new Unusable();
  const modeId = fields.integerOrNone(event.modeId);
  const mode = modeId + FIRST_MODE_ID < NONE ? modeId + FIRST_MODE_ID : 0;
  const { form, teams, halfWins } = outcomeOf(battle, owner);

  const first = observations.length / layout.OBSERVATION_FIELDS;
  teams.forEach((players, team) => {
    for (const { tag, brawlers } of players) {
      for (const [id, trophies] of brawlers) {
        observations.push(id, trophies, team, halfWins[team] ?? 0, lowHalf(tag), highHalf(tag));
      }
    }
  });
  const count = observations.length / layout.OBSERVATION_FIELDS - first;
  const key = battleKey(
    time,
    teams.flat().map(({ tag }) => tag),
  );
  battles.push(lowHalf(key), highHalf(key), time, mapId, mode, type, first, count, teams.length, form);
}

/**
 * Extracts a battle log (`{items: [entry…]}`) into BATTLE and OBSERVATION rows (kernel/layout/battles.ts), counting
 * as docs/methodology.md says. `owner` is encodeTag() of the player whose log it is.
 */
export function extractBattles(bytes: Uint8Array, owner: bigint): Extracted {
  return fields.extractDocument(bytes, (value) => {
    const items = fields.requiredArray(fields.requiredObject(value).items);
    const battles: number[] = [];
    const observations: number[] = [];
    for (const item of items) {
      try {
        addEntry(item, owner, battles, observations);
      } catch (error) {
        if (!(error instanceof Unusable)) throw error;
      }
    }
    const battlesAt = layout.BATTLES_HEADER_FIELDS * 4;
    const observationsAt = battlesAt + battles.length * 4;
    return toBytes([
      layout.BATTLES_MAGIC,
      observationsAt + observations.length * 4,
      items.length,
      battlesAt,
      battles.length / layout.BATTLE_FIELDS,
      observationsAt,
      observations.length / layout.OBSERVATION_FIELDS,
      0,
      ...battles,
      ...observations,
    ]);
  });
}
