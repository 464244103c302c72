import { BRAWLER_FACTS } from '../facts-brawlers.ts';
import { type BattleType, countsForStatistics, typeOf } from './event.ts';
import { shownTrophies } from './members.ts';
import type { Played } from './play.ts';
import type { Population } from './population.ts';
import type { Kind } from './queues.ts';
import type { Standings } from './trophies.ts';

/** A brawler as it was played, its trophies as logs show them: the league step in Ranked. */
export interface OracleBrawler {
  readonly id: number;
  readonly trophies: number;
}

/** A player in a battle: one brawler, in a duel three. */
export interface OraclePlayer {
  /** `#` included. */
  readonly tag: string;
  readonly brawlers: readonly OracleBrawler[];
}

/** A team in a battle; `score` is 1 for a win, 0.5 for a draw, 0 for a loss. */
export interface OracleTeam {
  readonly score: number;
  readonly players: readonly OraclePlayer[];
}

/** A battle as it really was: the ground truth for counting. */
export interface OracleBattle {
  /** Epoch milliseconds, whole seconds: its battleTime. */
  readonly time: number;
  /** The map it was played on; for what doesn't count, not always the id that logs show. */
  readonly mapId: number;
  /** 48000000 + event.modeId, that of the map also where logs leave modeId out. */
  readonly modeId: number;
  readonly kind: Kind;
  readonly type: BattleType;
  /** Whether it is to be counted. */
  readonly counts: boolean;
  /** In the order in which logs list them, which is that of the places in Showdown. */
  readonly teams: readonly OracleTeam[];
}

/** Reads a played battle for tests. */
export function oracleBattle(played: Played, population: Population, standings: Standings): OracleBattle {
  const { match, teams, size } = played;
  const isDuel = match.map.mode.format === 'duel' && match.kind !== 'pve';
  const brawlerIn = (place: number): OracleBrawler => {
    const [player = 0, brawler = 0] = [played.players[place], played.picks[place]];
    return {
      id: BRAWLER_FACTS[brawler]?.id ?? 0,
      trophies: shownTrophies(standings, played, player, brawler),
    };
  };
  const tagIn = (place: number): string => population.tags[played.players[place] ?? -1] ?? 'computer';
  const playersOf = (team: number): OraclePlayer[] => {
    const places = Array.from({ length: size }, (_, i) => team * size + i);
    if (isDuel) return [{ tag: tagIn(team * size), brawlers: places.map(brawlerIn) }];
    return places.map((place) => ({ tag: tagIn(place), brawlers: [brawlerIn(place)] }));
  };
  return {
    time: match.time,
    mapId: match.map.fact.id,
    modeId: match.map.mode.id,
    kind: match.kind,
    type: typeOf(match),
    counts: countsForStatistics(played),
    teams: Array.from({ length: teams }, (_, team) => ({
      score: played.scores[team] ?? 0,
      players: playersOf(team),
    })),
  };
}
