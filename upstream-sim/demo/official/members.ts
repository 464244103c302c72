import { BRAWLER_FACTS } from '../facts-brawlers.ts';
import { hash } from './hash.ts';
import { gameBrawlerName, listsPlayers } from './modes.ts';
import { playerName } from './names.ts';
import type { Played } from './play.ts';
import type { Population } from './population.ts';
import type { Standings } from './trophies.ts';

const BRAWLER_NAMES = BRAWLER_FACTS.map(({ name }) => JSON.stringify(gameBrawlerName(name)));
/** Computer players have short tags that are no player's. */
const BOT_HEADS = ['#0P8', '#U8U', '#89'].map((tag, i) => `{"tag":"${tag}","name":"Bot ${i + 1}"`);
/** Trophies that each brawler of a duellist wins or loses. */
const DUEL_CHANGE = { win: 5, loss: -4 };

/** Names of players, and the JSON of those who took part in a battle. */
export interface Members {
  nameOf(player: number): string;
  /** `{tag, name, brawler}` of the player in a place. */
  player(played: Played, place: number): string;
  /** `"teams": …` or `"players": …`, as the mode has it. */
  sides(played: Played): string;
}

/** Trophies as an entry shows them: the league step in Ranked, none in friendly battles. */
export function shownTrophies(
  standings: Standings,
  { match }: Played,
  player: number,
  brawler: number,
): number {
  if (match.kind === 'friendly') return -1;
  if (match.kind === 'ranked') return standings.league(player, match.time);
  return standings.trophies(player, brawler, match.time);
}

/** The members of a population's battles. */
export function createMembers(seed: number, population: Population, standings: Standings): Members {
  const nameSeed = hash(seed, 4, 101) | 0;
  const heads = new Map<number, string>();
  const nameOf = (player: number): string => playerName(nameSeed, player);

  function headOf(player: number): string {
    if (player < 0) return BOT_HEADS[-player - 1] ?? '';
    const found = heads.get(player);
    if (found !== undefined) return found;
    const head = `{"tag":"${population.tags[player]}","name":${JSON.stringify(nameOf(player))}`;
    heads.set(player, head);
    return head;
  }
  function brawlerJson(played: Played, place: number, change: string): string {
    const [player = 0, brawler = 0] = [played.players[place], played.picks[place]];
    const power = played.match.kind === 'friendly' ? -1 : standings.power(player, brawler);
    const trophies = shownTrophies(standings, played, player, brawler);
    const id = BRAWLER_FACTS[brawler]?.id;
    return `{"id":${id}${change},"name":${BRAWLER_NAMES[brawler]},"power":${power},"trophies":${trophies}}`;
  }
  function playerJson(played: Played, place: number): string {
    return `${headOf(played.players[place] ?? 0)},"brawler":${brawlerJson(played, place, '')}}`;
  }
  function duellistJson(played: Played, team: number): string {
    const score = played.scores[team];
    const change = score === 1 ? DUEL_CHANGE.win : score === 0 ? DUEL_CHANGE.loss : 0;
    const brawlers = Array.from({ length: played.size }, (_, i) =>
      brawlerJson(played, team * played.size + i, `,"trophyChange":${change}`),
    );
    return `${headOf(played.players[team * played.size] ?? 0)},"brawlers":[${brawlers.join(',')}]}`;
  }
  return {
    nameOf,
    player: playerJson,
    sides(played) {
      const { match, teams, size } = played;
      const { mode } = match.map;
      const each = <T>(write: (team: number) => T): T[] =>
        Array.from({ length: teams }, (_, team) => write(team));
      const members = (team: number): string[] =>
        Array.from({ length: size }, (_, i) => playerJson(played, team * size + i));
      if (match.kind === 'pve') return `"players":[${members(0).join(',')}]`;
      if (mode.format === 'duel')
        return `"players":[${each((team) => duellistJson(played, team)).join(',')}]`;
      if (listsPlayers(mode)) return `"players":[${each(members).flat().join(',')}]`;
      return `"teams":[${each((team) => `[${members(team).join(',')}]`).join(',')}]`;
    },
  };
}
