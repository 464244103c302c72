import type { Demo } from '../../upstream-sim/demo/demo.ts';
import type { OracleBattle } from '../../upstream-sim/demo/official/oracle.ts';

export type Brawler = { id: number; name: string; power: number; trophies: number; trophyChange?: number };
export type Player = { tag: string; name: string; brawler?: Brawler; brawlers?: Brawler[] };
export type Entry = {
  battleTime: string;
  event: { id: number; mode?: string | null; modeId?: number; map: string | null };
  battle: {
    mode: string;
    type?: string;
    result?: 'victory' | 'defeat' | 'draw';
    rank?: number;
    duration?: number;
    trophyChange?: number;
    starPlayer?: Player | null;
    level?: { id: number; name: string };
    teams?: Player[][];
    players?: Player[];
  };
};

/** Bytes of an answer of the official API, as text. */
export function officialText(demo: Demo, path: string, now: number, query = ''): string {
  return demo.answer(`/official/v1${path}`, now, query).body.toString('utf8');
}

/** A player's log at a moment. */
export function logOf(demo: Demo, tag: string, now: number): Entry[] {
  const text = officialText(demo, `/players/${encodeURIComponent(tag)}/battlelog`, now);
  return (JSON.parse(text) as { items: Entry[] }).items;
}

/** Everybody in an entry, team after team. */
export function playersOf({ battle }: Entry): Player[] {
  return battle.teams?.flat() ?? battle.players ?? [];
}

/** What identifies a battle: its time and who took part. */
export function keyOf(entry: Entry): string {
  const tags = playersOf(entry).map(({ tag }) => tag);
  return `${entry.battleTime} ${tags.sort().join(' ')}`;
}

/** The same of a battle of the oracle; the computer's players have tags of their own in logs, and are left out. */
export function tagsOf(battle: OracleBattle): string[] {
  const tags = battle.teams.flatMap((team) => team.players.map(({ tag }) => tag));
  return tags.filter((tag) => tag.startsWith('#')).sort();
}

/** An entry without what depends on whose log it stands in. */
export function shared(entry: Entry): string {
  const { result, rank, trophyChange, ...battle } = entry.battle;
  return JSON.stringify({ ...entry, battle });
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Whether a count is within 5 standard deviations of what its share makes likely. */
export function fits(count: number, of: number, share: number): boolean {
  return Math.abs(count - of * share) <= 5 * Math.sqrt(of * share * (1 - share)) + 1;
}
