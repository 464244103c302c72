import { BRAWLER_FACTS } from '../facts-brawlers.ts';
import { createCache } from './cache.ts';
import { hash } from './hash.ts';
import { gameBrawlerName } from './modes.ts';
import { clubName } from './names.ts';
import { MAX_PAGE } from './page.ts';
import { COUNTRIES, type Population } from './population.ts';
import { spellTag } from './tags.ts';
import type { Standings } from './trophies.ts';

const DAY_MS = 86_400_000;
/** Players of one club, and the share of players in none. */
const CLUB_SIZE = 25;
const CLUBLESS_PERCENT = 20;
/** The number that the first club's tag spells. */
const FIRST_CLUB = 150_000_000;
const NAME_COLOURS = ['0xffffffff', '0xffcb5aff', '0xffa8e132', '0xff4ddba2', '0xffff9727', '0xff1ba5f5'];
/**
 * By level, how many times the length of a ranking are looked at for it: the order by level is not quite that
 * by trophies.
 */
const CANDIDATES = 3;

/** Players as rankings and profiles show them. */
export interface Rankings {
  /**
   * The first 200 of a country (or `global`) by all trophies, or by those with one brawler; as of the beginning of
   * the day. Null for an unknown country or brawler.
   */
  list(country: string, brawlerId: number | null, time: number): readonly object[] | null;
  /** A player's profile. */
  profile(player: number, time: number): object;
}

/** Rankings of a population; `nameOf` tells their names. */
export function createRankings(
  seed: number,
  population: Population,
  standings: Standings,
  nameOf: (player: number) => string,
): Rankings {
  const clubSeed = hash(seed, 5, 101) | 0;
  const all = Array.from({ length: population.size }, (_, player) => player);

  function totalOf(player: number, time: number): number {
    return BRAWLER_FACTS.reduce((sum, _, brawler) => sum + standings.trophies(player, brawler, time), 0);
  }
  function clubOf(player: number): { tag: string; name: string } | null {
    if (hash(clubSeed, player, 1) % 100 < CLUBLESS_PERCENT) return null;
    const club = hash(clubSeed, player, 2) % Math.ceil(population.size / CLUB_SIZE);
    return { tag: spellTag(FIRST_CLUB + club), name: clubName(clubSeed, club) };
  }
  function looksOf(player: number) {
    const number = hash(clubSeed, player, 3);
    const nameColor = NAME_COLOURS[number % NAME_COLOURS.length];
    return { nameColor, icon: { id: 28_000_000 + ((number >>> 8) % 900) } };
  }
  /** The first of some players by trophies. */
  function rank(players: readonly number[], trophiesOf: (player: number) => number): object[] {
    const rows = players.map((player) => ({ player, trophies: trophiesOf(player) }));
    rows.sort((a, b) => b.trophies - a.trophies || a.player - b.player);
    return rows.slice(0, MAX_PAGE).map(({ player, trophies }, index) => {
      const club = clubOf(player);
      return {
        tag: population.tags[player],
        name: nameOf(player),
        ...looksOf(player),
        trophies,
        rank: index + 1,
        ...(club === null ? {} : { club: { name: club.name } }),
      };
    });
  }
  function build(country: number, brawler: number, time: number): object[] {
    const living = country < 0 ? all : all.filter((player) => population.country[player] === country);
    if (brawler < 0) return rank(living.slice(0, CANDIDATES * MAX_PAGE), (player) => totalOf(player, time));
    return rank(living, (player) => standings.trophies(player, brawler, time));
  }
  const lists = createCache(256, (key: string) => {
    const [country = -1, brawler = -1, day = 0] = key.split(',').map(Number);
    return build(country, brawler, day * DAY_MS);
  });

  return {
    list(country, brawlerId, time) {
      const code = country.toUpperCase();
      const index = COUNTRIES.findIndex((known) => known.code === code);
      const brawler = brawlerId === null ? -1 : BRAWLER_FACTS.findIndex(({ id }) => id === brawlerId);
      if ((code !== 'GLOBAL' && index < 0) || (brawlerId !== null && brawler < 0)) return null;
      return lists(`${index},${brawler},${Math.floor(time / DAY_MS)}`);
    },
    profile(player, time) {
      const brawlers = BRAWLER_FACTS.map(({ id, name }, brawler) => {
        const trophies = standings.trophies(player, brawler, time);
        const power = standings.power(player, brawler);
        return { id, name: gameBrawlerName(name), power, rank: 1 + Math.floor(trophies / 20), trophies };
      });
      return {
        tag: population.tags[player],
        name: nameOf(player),
        ...looksOf(player),
        trophies: brawlers.reduce((sum, { trophies }) => sum + trophies, 0),
        club: clubOf(player) ?? {},
        brawlers,
      };
    },
  };
}
