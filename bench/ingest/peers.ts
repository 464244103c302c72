/** The peers: JSON.parse and the extraction that one would write on top of it, into plain objects. */
import { rankRows } from '../../src/kernel/reference/stats/rank.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

interface Player {
  tag: string;
  brawler?: { id: number; trophies?: number };
  brawlers?: { id: number; trophies?: number }[];
}

interface Entry {
  battleTime: string;
  event: { id: number; modeId?: number; map: string | null };
  battle: { type?: string; result?: string; teams?: Player[][]; players?: Player[] };
}

export interface Observation {
  tag: string;
  brawler: number;
  trophies: number | undefined;
  team: number;
  halfWins: number;
}

export interface Battle {
  key: string;
  time: number;
  map: number;
  mode: number | undefined;
  ranked: boolean;
  observations: Observation[];
}

/** Battles that count, with an observation for each brawler played: the rules of docs/methodology.md. */
export function parseBattleLog(json: Uint8Array, owner: string): Battle[] {
  const { items } = JSON.parse(decoder.decode(json)) as { items: Entry[] };
  const battles: Battle[] = [];
  for (const { battleTime, event, battle } of items) {
    const ranked = battle.type === 'soloRanked' || battle.type === 'teamRanked';
    if ((battle.type !== 'ranked' && !ranked) || !(event.id > 0) || !event.map) continue;
    const teams = battle.teams ?? battle.players?.map((player) => [player]) ?? [];
    const own = teams.findIndex((team) => team.some((player) => player.tag === owner));
    const wins = (team: number) => {
      if (battle.result === undefined) return team < (teams.length > 5 ? 4 : 2) ? 2 : 0;
      if (battle.result === 'draw') return 1;
      return (battle.result === 'victory') === (team === own) ? 2 : 0;
    };
    const tags = teams.flatMap((team) => team.map((player) => player.tag)).sort();
    battles.push({
      key: `${battleTime}:${tags.join()}`,
      time: parseTime(battleTime),
      map: event.id,
      mode: event.modeId,
      ranked,
      observations: teams.flatMap((team, index) =>
        team.flatMap(({ tag, brawler, brawlers }) =>
          (brawlers ?? (brawler ? [brawler] : [])).map(({ id, trophies }) => ({
            tag,
            brawler: id,
            trophies,
            team: index,
            halfWins: wins(index),
          })),
        ),
      ),
    });
  }
  return battles;
}

/** "20260502T114014.000Z" → epoch seconds. */
function parseTime(text: string): number {
  const part = (from: number, to: number) => Number(text.slice(from, to));
  return Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(9, 11), part(11, 13), part(13, 15)) / 1000;
}

interface ListedMap {
  id: number;
  name: string;
  hash?: string;
  disabled?: boolean;
  credit?: string | null;
  dataUpdated?: number | null;
  gameMode: { id?: number; scId?: number; name: string };
}

/** The catalogue rows of `GET /maps`. */
export function parseMaps(json: Uint8Array) {
  const { list } = JSON.parse(decoder.decode(json)) as { list: ListedMap[] };
  return list.map(({ id, name, disabled, credit, dataUpdated, gameMode }) => ({
    id,
    name,
    disabled: disabled === true,
    credit: credit ?? '',
    updated: dataUpdated ?? 0,
    mode: gameMode.scId ?? gameMode.id ?? 0,
    modeName: gameMode.name,
  }));
}

interface MapWithStats extends ListedMap {
  stats: { brawler: number; winRate: number; useRate: number; count?: number }[];
}

function parseMap(json: Uint8Array): MapWithStats {
  return JSON.parse(decoder.decode(json)) as MapWithStats;
}

/** The rows of a map's statistics. */
export function parseStats(json: Uint8Array) {
  return parseMap(json).stats.map(({ brawler, winRate, useRate, count }) => [
    brawler,
    winRate,
    useRate,
    count,
  ]);
}

/** Makes what ranks one map's answer and writes the ranking as JSON; names come from the answer of `GET /brawlers`. */
export function makeRanker(brawlers: Uint8Array): (json: Uint8Array) => string {
  const { list } = JSON.parse(decoder.decode(brawlers)) as { list: { id: number; name: string }[] };
  const names = new Map(list.map(({ id, name }) => [id, name]));
  return (json) => {
    const { stats, ...map } = parseMap(json);
    const { baseline, rows } = rankRows(
      stats.map(({ brawler, winRate, useRate, count }) => ({
        brawler,
        winRate,
        useRate,
        games: count ?? null,
      })),
    );
    return JSON.stringify({
      id: map.id,
      map: map.name,
      mode: map.gameMode.name,
      baseline,
      brawlers: rows.map((row) => ({
        ...row,
        name: names.get(row.brawler),
        lift: row.adjusted - baseline,
      })),
    });
  };
}
