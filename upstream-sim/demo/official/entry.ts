import { battleModeOf, eventOf, typeOf } from './event.ts';
import { hash } from './hash.ts';
import type { Members } from './members.ts';
import type { Played } from './play.ts';
import { QUIRKS } from './quirks.ts';
import { compactTime } from './time.ts';

// Entries are put together from text, and what all participants see alike is written once: a log costs a
// fraction of what JSON.stringify takes.

const BOSS_LEVELS = ['Normal', 'Hard', 'Expert', 'Master', 'Insane', 'Impossible'];

/** Writes a battle as the entry in the log of a player who took part in it: JSON. */
export type WriteEntry = (played: Played, owner: number) => string;

/** Trophies won or lost in a team's place. Duels say it per brawler instead, and a draw changes nothing. */
function trophyChange({ match, scores }: Played, owner: number, team: number): number {
  if (match.kind !== 'ladder' || match.map.mode.format === 'duel') return 0;
  const luck = hash(match.slot, owner, 5) % 8;
  const { winners, teams } = match.map.format;
  if (winners > 0) return Math.round(((teams - 1) / 2 - team) * (16 / teams)) + (team === 0 ? luck : 0);
  const score = scores[team];
  return score === 0.5 ? 0 : score === 1 ? 8 + luck : -2 - luck;
}

/** The fields that depend on whose log it is. */
function ownFields(played: Played, owner: number): string {
  const { match, scores, size } = played;
  const team = Math.floor(played.players.indexOf(owner) / size);
  const score = scores[team];
  const result = `,"result":"${score === 1 ? 'victory' : score === 0 ? 'defeat' : 'draw'}"`;
  if (match.kind === 'pve') return result;
  const change = trophyChange(played, owner, team);
  const changed = change === 0 ? '' : `,"trophyChange":${change}`;
  if (match.map.format.winners > 0) return `,"rank":${team + 1}${changed}`;
  return `${result},"duration":${match.duration}${changed}`;
}

/** A writer of entries. */
export function createEntryWriter(members: Members): WriteEntry {
  const frames = new WeakMap<Played, { readonly head: string; readonly tail: string }>();

  function tailOf(played: Played): string {
    const { match, eventQuirk, starQuirk, star } = played;
    const sides = `,${members.sides(played)}}}`;
    if (match.kind === 'pve') {
      const level = Math.floor(eventQuirk * BOSS_LEVELS.length);
      return `,"level":{"id":${level},"name":"${BOSS_LEVELS[level]}"}${sides}`;
    }
    if (match.map.format.winners > 0 || match.map.mode.format === 'duel') return sides;
    return `,"starPlayer":${starQuirk < QUIRKS.noStar ? 'null' : members.player(played, star)}${sides}`;
  }
  function headOf(played: Played): string {
    const type = typeOf(played.match);
    const battle = `"mode":"${battleModeOf(played)}"${type === null ? '' : `,"type":"${type}"`}`;
    const event = JSON.stringify(eventOf(played));
    return `{"battleTime":"${compactTime(played.match.time)}","event":${event},"battle":{${battle}`;
  }

  return (played, owner) => {
    const frame = frames.get(played) ?? { head: headOf(played), tail: tailOf(played) };
    frames.set(played, frame);
    return frame.head + ownFields(played, owner) + frame.tail;
  };
}
