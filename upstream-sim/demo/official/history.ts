import { createCache } from './cache.ts';
import type { Match, Matchmaking } from './matchmaking.ts';
import type { Played } from './play.ts';
import { HORIZON_SLOTS, slotAt } from './time.ts';

/** Entries of a battle log. */
export const LOG_LENGTH = 25;
/** Slots and battles remembered; a pool's slot has about ten battles at most hours. */
const REMEMBERED_SLOTS = 32_768;
const REMEMBERED_BATTLES = 65_536;

/** Everything that has been and will be played: any part of it at once, none of it in advance. */
export interface History {
  /** A player's battles that have ended by `time`, newest first, at most LOG_LENGTH. */
  log(player: number, time: number): Played[];
  /** All battles that end in [from, to], both included, in the order of their times. */
  battles(from: number, to: number): Generator<Played>;
}

/** Opens the history of a world. */
export function createHistory(matchmaking: Matchmaking, play: (match: Match) => Played): History {
  const { activity, poolOf, poolsOf } = matchmaking;
  const played = new Map<Match, Played>();
  const slots = createCache(REMEMBERED_SLOTS, (key: string): readonly Match[] => {
    const [slot = 0, pool = 0] = key.split(':').map(Number);
    return matchmaking.matches(slot, pool);
  });

  function playedOf(match: Match): Played {
    const found = played.get(match) ?? play(match);
    played.set(match, found);
    if (played.size > REMEMBERED_BATTLES) {
      const oldest = played.keys().next();
      if (oldest.done !== true) played.delete(oldest.value);
    }
    return found;
  }
  function matchOf(player: number, slot: number): Match | undefined {
    return slots(`${slot}:${poolOf(player, slot)}`).find(({ players }) => players.includes(player));
  }

  return {
    log(player, time) {
      const leader = matchmaking.leaderOf(player);
      const log: Played[] = [];
      const newest = slotAt(time);
      let slot = activity.lastInSession(leader, newest);
      while (slot > newest - HORIZON_SLOTS && log.length < LOG_LENGTH) {
        const match = activity.isPlaying(leader, slot) ? matchOf(player, slot) : undefined;
        if (match !== undefined && match.time <= time) log.push(playedOf(match));
        slot = activity.lastInSession(leader, slot - 1);
      }
      return log;
    },
    *battles(from, to) {
      for (let slot = slotAt(from); slot <= slotAt(to); slot += 1) {
        const matches: Match[] = [];
        for (let pool = 0; pool < poolsOf(slot); pool += 1) {
          const found = slots(`${slot}:${pool}`);
          matches.push(...found.filter(({ time }) => time >= from && time <= to));
        }
        matches.sort((a, b) => a.time - b.time);
        for (const match of matches) yield playedOf(match);
      }
    },
  };
}
