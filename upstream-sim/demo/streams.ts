/**
 * Keys of the world's random streams: one each, so that drawing more numbers for one purpose never changes
 * what another one draws.
 */
export const STREAM = {
  rotation: 1,
  brawlers: 2,
  modes: 3,
  maps: 4,
  pairs: 5,
  volume: 6,
  battles: 7,
  truth: 8,
  tags: 9,
  players: 10,
  favourites: 11,
  trios: 12,
  rankedPool: 13,
  matchmaking: 14,
  played: 15,
  balance: 16,
  expected: 17,
} as const;
