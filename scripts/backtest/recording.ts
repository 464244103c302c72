/** Battles of a recorded official API, counted by the rules of docs/decisions/0009-counting.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTime } from '../../upstream-sim/shift.ts';
import type { Battle, Field } from './counts.ts';

const PLAYERS = 'official/v1/players';
const DAY_MS = 86_400_000;
const COUNTED = new Set(['ranked', 'soloRanked', 'teamRanked']);
const RESULTS = new Map([
  ['victory', 2],
  ['draw', 1],
  ['defeat', 0],
]);
/** Showdown's winning places: of single players, of teams. */
const WINNING = { players: 4, teams: 2 };

interface Player {
  readonly tag: string;
  readonly brawler?: { readonly id: number };
  readonly brawlers?: readonly { readonly id: number }[];
}

interface Entry {
  readonly battleTime: string;
  readonly event?: { readonly id?: number; readonly map?: string | null; readonly modeId?: number };
  readonly battle: {
    readonly type?: string;
    readonly result?: string;
    readonly teams?: readonly (readonly Player[])[];
    readonly players?: readonly Player[];
  };
}

export interface Recording {
  readonly field: Field;
  /** in the order of their times */
  readonly battles: readonly Battle[];
}

/** Half wins of each team, by the result of the owner's or by the order of the places; null for what can't be told. */
function outcome({ battle }: Entry, teams: readonly (readonly Player[])[], owner: string): number[] | null {
  if (battle.result === undefined) {
    const winners = battle.teams === undefined ? WINNING.players : WINNING.teams;
    return teams.map((_, place) => (place < winners ? 2 : 0));
  }
  const own = RESULTS.get(battle.result);
  const side = teams.findIndex((team) => team.some(({ tag }) => tag === owner));
  if (own === undefined || side < 0 || teams.length !== 2) return null;
  return teams.map((_, team) => (team === side ? own : 2 - own));
}

/** Players of a team of two or three; 0 for others, and in Duels, whose players have several brawlers. */
function teamSizeOf(teams: readonly (readonly Player[])[]): number {
  const size = teams[0]?.length ?? 0;
  return size === 2 || size === 3 ? size : 0;
}

/** Gives numbers 0, 1, 2 … to ids as they come. */
function createRows() {
  const rows = new Map<number, number>();
  return {
    of(id: number): number {
      const row = rows.get(id) ?? rows.size;
      rows.set(id, row);
      return row;
    },
    get size() {
      return rows.size;
    },
  };
}

/** Reads every battle log below a recording's folder once. Throws where there is none. */
export function readRecording(folder: string): Recording {
  const [maps, modes, brawlers] = [createRows(), createRows(), createRows()];
  const modeOf: number[] = [];
  const seen = new Set<string>();
  const battles: (Battle & { time: number })[] = [];

  function add(entry: Entry, owner: string): void {
    const { event, battle } = entry;
    if (!COUNTED.has(battle.type ?? '') || !(event?.id !== undefined && event.id > 0) || !event.map) return;
    const teams = battle.teams ?? battle.players?.map((player) => [player]) ?? [];
    const tags = teams.flat().map(({ tag }) => tag);
    const key = `${entry.battleTime} ${tags.sort().join(' ')}`;
    const halves = outcome(entry, teams, owner);
    if (halves === null || seen.has(key)) return;
    seen.add(key);
    const played = teams.flatMap((team, t) =>
      team.flatMap((player) =>
        (player.brawlers ?? (player.brawler === undefined ? [] : [player.brawler])).map(({ id }) => ({
          brawler: brawlers.of(id),
          half: halves[t] ?? 0,
        })),
      ),
    );
    const map = maps.of(event.id);
    // A map's mode is what its battles say; one without is a mode of its own, "unknown".
    modeOf[map] ??= modes.of(event.modeId ?? -1);
    const time = parseTime(entry.battleTime);
    const day = Math.floor(time / DAY_MS);
    battles.push({
      time,
      day,
      map,
      brawlers: played.map((one) => one.brawler),
      teamSize: teamSizeOf(teams),
      halfWins: played.map((one) => one.half),
    });
  }

  for (const player of readdirSync(join(folder, PLAYERS)).sort()) {
    const text = readFileSync(join(folder, PLAYERS, player, 'battlelog.json'), 'utf8');
    for (const entry of (JSON.parse(text) as { items: Entry[] }).items) add(entry, `#${player}`);
  }
  battles.sort((a, b) => a.time - b.time);
  return {
    field: { maps: maps.size, modes: modes.size, brawlers: brawlers.size, modeOf: Uint32Array.from(modeOf) },
    battles,
  };
}
