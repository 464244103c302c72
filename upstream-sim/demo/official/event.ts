import { hash } from './hash.ts';
import type { Match } from './matchmaking.ts';
import { battleMode, eventMode, gameMapName, modeNumber } from './modes.ts';
import type { Played } from './play.ts';
import { eventShape, QUIRKS } from './quirks.ts';

/** Maps of battles against a boss. */
const BOSS_MAPS = [
  { id: 15001187, map: 'BOSS CROW' },
  { id: 15001185, map: 'BOSS DRAGROM' },
];
const BOSS_MODE_NUMBER = 61;
/** Types that challenges have, repeated by how often they are met. */
const CHALLENGE_TYPES = ['challenge', 'challenge', 'championshipChallenge', 'tournament'] as const;
/** Percent of the battles of Ranked that are played as a team, beside those of the premade trios. */
const TEAM_RANKED_PERCENT = 15;

/** The values of `battle.type`; null where the API has none. */
export type BattleType =
  | 'ranked'
  | 'soloRanked'
  | 'teamRanked'
  | 'friendly'
  | (typeof CHALLENGE_TYPES)[number]
  | null;

/** `battle.type` of a match. */
export function typeOf(match: Match): BattleType {
  const number = hash(match.slot, match.pool, match.ordinal);
  switch (match.kind) {
    case 'ladder':
    case 'community':
      return 'ranked';
    case 'ranked':
      return match.premade || number % 100 < TEAM_RANKED_PERCENT ? 'teamRanked' : 'soloRanked';
    case 'challenge':
      return CHALLENGE_TYPES[number % CHALLENGE_TYPES.length] ?? 'challenge';
    case 'friendly':
      return 'friendly';
    case 'pve':
      return null;
  }
}

/** `event` of an entry, with `id` 0 or `map` null where the map is a community's. */
export interface EntryEvent {
  readonly id: number;
  readonly mode?: string | null;
  readonly modeId?: number;
  readonly map: string | null;
}

/** The `event` of an entry. */
export function eventOf({ match, eventQuirk }: Played): EntryEvent {
  const { fact, mode } = match.map;
  const map = gameMapName(fact.name);
  if (match.kind === 'pve') {
    const boss = BOSS_MAPS[eventQuirk < 0.5 ? 0 : 1];
    const name = eventQuirk < 0.9 ? 'unknown' : 'megaBoss';
    return { id: boss?.id ?? 0, mode: name, modeId: BOSS_MODE_NUMBER, map: boss?.map ?? null };
  }
  if (match.kind === 'community') {
    const { namedCommunity, namelessCommunity } = QUIRKS;
    const place = { mode: eventMode(mode), modeId: modeNumber(mode) };
    if (eventQuirk < namedCommunity) return { id: 0, ...place, map };
    if (eventQuirk < namedCommunity + namelessCommunity) return { id: fact.id, ...place, map: null };
    return { id: 0, map: null };
  }
  const shape = eventShape(eventQuirk, mode.id, eventMode(mode));
  return {
    id: fact.id,
    ...(shape.mode === undefined ? {} : { mode: shape.mode }),
    ...(shape.hasModeId ? { modeId: modeNumber(mode) } : {}),
    map,
  };
}

/** `battle.mode` of an entry. */
export function battleModeOf({ match, starQuirk }: Played): string {
  const { mode } = match.map;
  if (match.kind === 'pve') return 'lastStand';
  return mode.format === 'duel' && starQuirk < QUIRKS.tagTeam ? 'tagTeam' : battleMode(mode);
}

/** Whether a battle counts, by the rules of counting: of the ladder or Ranked, on a map of the game's own. */
export function countsForStatistics(played: Played): boolean {
  const { id, map } = eventOf(played);
  const type = typeOf(played.match);
  const typeCounts = type === 'ranked' || type === 'soloRanked' || type === 'teamRanked';
  return typeCounts && id > 0 && map !== null;
}
