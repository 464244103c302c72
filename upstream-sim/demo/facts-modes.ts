/** How a mode's battles are played; see FORMATS. */
export type FormatName = 'three' | 'five' | 'duel' | 'solo' | 'duo' | 'trio';

/**
 * Shape of one battle: `teams` teams of `size` brawlers. `winners` is the number of first places that count as
 * a win; 0 marks a two-sided battle with a winner, a loser and, rarely, a draw. A duellist is a team of the
 * three brawlers brought along. `teamStats` says whether whole teams are worth counting: pools of one brawler
 * say nothing new, a duellist's three never play together, and fives hardly ever repeat.
 */
export interface Format {
  readonly teams: number;
  readonly size: number;
  readonly winners: number;
  readonly teamStats: boolean;
  readonly title: string;
}

export const FORMATS: Readonly<Record<FormatName, Format>> = {
  three: { teams: 2, size: 3, winners: 0, teamStats: true, title: '3 vs 3' },
  five: { teams: 2, size: 5, winners: 0, teamStats: false, title: '5 vs 5' },
  duel: { teams: 2, size: 3, winners: 0, teamStats: false, title: '1 vs 1' },
  solo: { teams: 10, size: 1, winners: 4, teamStats: false, title: 'Sole Survivor' },
  duo: { teams: 5, size: 2, winners: 2, teamStats: true, title: 'Teams of two' },
  trio: { teams: 4, size: 3, winners: 2, teamStats: true, title: 'Teams of three' },
};

/** A mode's plain facts; `scHash` is the game's own name for it. */
export interface ModeFact {
  readonly id: number;
  readonly name: string;
  readonly scHash: string;
  readonly color: string;
  readonly format: FormatName;
}

/** Modes in which players fight players, with an id of the game each. */
export const MODE_FACTS: readonly ModeFact[] = [
  { id: 48000000, name: 'Gem Grab', scHash: 'gemGrab', color: '#d852ff', format: 'three' },
  { id: 48000002, name: 'Heist', scHash: 'heist', color: '#d852ff', format: 'three' },
  { id: 48000003, name: 'Bounty', scHash: 'bounty', color: '#24d6ff', format: 'three' },
  { id: 48000005, name: 'Brawl Ball', scHash: 'brawlBall', color: '#9ab1fd', format: 'three' },
  { id: 48000006, name: 'Solo Showdown', scHash: 'soloShowdown', color: '#91e136', format: 'solo' },
  { id: 48000009, name: 'Duo Showdown', scHash: 'duoShowdown', color: '#91e136', format: 'duo' },
  { id: 48000011, name: 'Spirit Wars', scHash: 'spiritWars', color: '#ff6847', format: 'three' },
  { id: 48000016, name: 'Present Plunder', scHash: 'presentPlunder', color: '#2ef3e0', format: 'three' },
  { id: 48000017, name: 'Hot Zone', scHash: 'hotZone', color: '#ff4343', format: 'three' },
  { id: 48000020, name: 'Knockout', scHash: 'knockout', color: '#fd9b0e', format: 'three' },
  { id: 48000022, name: 'Basket Brawl', scHash: 'basketBrawl', color: '#2fc4f9', format: 'three' },
  { id: 48000023, name: 'Volley Brawl', scHash: 'volleyBrawl', color: '#c2ed00', format: 'three' },
  { id: 48000024, name: 'Duels', scHash: 'duels', color: '#c2ed00', format: 'duel' },
  { id: 48000025, name: 'Wipeout', scHash: 'wipeout', color: '#24d6ff', format: 'three' },
  { id: 48000031, name: 'Wipeout 5v5', scHash: 'wipeout5v5', color: '#24d6ff', format: 'five' },
  { id: 48000032, name: 'Brawl Ball 5v5', scHash: 'brawlBall5v5', color: '#9ab1fd', format: 'five' },
  { id: 48000033, name: 'Gem Grab 5v5', scHash: 'gemGrab5v5', color: '#d852ff', format: 'five' },
  { id: 48000035, name: 'Knockout 5v5', scHash: 'knockout5v5', color: '#fd9b0e', format: 'five' },
  { id: 48000037, name: 'Paint Brawl', scHash: 'paintBrawl', color: '#9ab1fd', format: 'three' },
  { id: 48000038, name: 'Trio Showdown', scHash: 'trioShowdown', color: '#91e136', format: 'trio' },
  { id: 48000040, name: 'Soul Collector', scHash: 'soulCollector', color: '#24d6ff', format: 'three' },
  { id: 48000045, name: 'Brawl Hockey', scHash: 'brawlHockey', color: '#9ab1fd', format: 'three' },
  { id: 48000048, name: 'Brawl Arena', scHash: 'brawlArena', color: '#24d6ff', format: 'three' },
  { id: 48000055, name: 'Token Run', scHash: 'tokenRun', color: '#2ef3e0', format: 'three' },
  { id: 48000056, name: 'Treasure Hunt', scHash: 'treasureHunt', color: '#24d6ff', format: 'three' },
  { id: 48000063, name: 'Dodgebrawl', scHash: 'dodgebrawl', color: '#2ef3e0', format: 'three' },
  { id: 48000070, name: 'Safe Blast', scHash: 'safeBlast', color: '#d852ff', format: 'three' },
  { id: 48000073, name: 'Shadow Smash', scHash: 'shadowSmash', color: '#fd9b0e', format: 'three' },
  { id: 48000076, name: 'Super Ball', scHash: 'superBall', color: '#9ab1fd', format: 'three' },
];
