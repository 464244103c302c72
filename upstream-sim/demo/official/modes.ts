import { FORMATS, type ModeFact } from '../facts-modes.ts';

/** The official API's own names where they are not the game's: `battle.mode` forgets the number of players. */
const BASE_MODES: Readonly<Record<number, string>> = {
  48000031: 'wipeout',
  48000032: 'brawlBall',
  48000033: 'gemGrab',
  48000035: 'knockout',
  48000038: 'duoShowdown',
  48000045: 'brawlBall',
  48000048: 'siege',
};

/** From this mode on `event.mode` is mostly `"unknown"`: the API doesn't know its newer modes by name. */
export const FIRST_UNKNOWN_MODE = 48000040;

/** `event.mode`, when the API knows it: `brawlBall5V5`. */
export function eventMode(mode: ModeFact): string {
  return mode.scHash.replace(/5v5$/, '5V5');
}

/** `battle.mode`: `brawlBall` for its 5v5 as well, `duoShowdown` also for trios. */
export function battleMode(mode: ModeFact): string {
  return BASE_MODES[mode.id] ?? mode.scHash;
}

/** `event.modeId`, the last digits of the mode's id. */
export function modeNumber(mode: ModeFact): number {
  return mode.id - 48_000_000;
}

/** Whether a battle of a mode lists `players` instead of `teams`. */
export function listsPlayers(mode: ModeFact): boolean {
  return FORMATS[mode.format].size === 1 || mode.format === 'duel';
}

/** A map's name as the game writes it, with small words small: names of the two APIs don't join, ids do. */
export function gameMapName(name: string): string {
  return name.replace(/(?<= )(Of|The|In|To|And|For|On|At|A|You)(?= )/g, (word) => word.toLowerCase());
}

/** A brawler's name as the official API shouts it. */
export function gameBrawlerName(name: string): string {
  return name.toUpperCase();
}
