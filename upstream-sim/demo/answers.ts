import { BRAWLER_FACTS, type BrawlerFact, CLASSES, RARITIES } from './facts-brawlers.ts';
import { FORMATS, MODE_FACTS, type ModeFact } from './facts-modes.ts';
import type { SlotEvent } from './rotation.ts';
import type { Slot } from './slots.ts';
import type { MapTally, TeamCount } from './tally.ts';
import type { WorldMap } from './world.ts';

// The shapes of BrawlAPI v1. Links and pictures point where the real ones do; texts that are not plain facts
// (descriptions, map makers) are left empty.

const CDN = 'https://cdn.brawlify.com';
const MISC = 'https://cdn-misc.brawlify.com';
const SITE = 'https://brawlify.com';
const NAMES = new Map(BRAWLER_FACTS.map(({ id, name }) => [id, name]));

/** BrawlAPI's spelling of a name in links: no dots, dashes for spaces. */
function hashOf(name: string): string {
  return name.replaceAll('.', '').replaceAll(' ', '-');
}

/** Two decimals, as BrawlAPI writes its rates. */
function rate(part: number, whole: number): number {
  return Math.round((10_000 * part) / whole) / 100;
}

/** A row of `/brawlers`, and all of `/brawlers/:id`. */
export function brawlerAnswer(brawler: BrawlerFact): object {
  const { id, name } = brawler;
  const rarity = RARITIES.get(brawler.rarity) ?? { name: 'Unknown', color: '#ffffff' };
  return {
    id,
    avatarId: 28_000_000 + (id % 1000),
    name,
    hash: hashOf(name),
    path: hashOf(name),
    fankit: hashOf(name),
    released: true,
    version: 1,
    link: `${SITE}/brawlers/${id}`,
    imageUrl: `${CDN}/brawlers/borders/${id}.png`,
    imageUrl2: `${CDN}/brawlers/borderless/${id}.png`,
    imageUrl3: `${CDN}/brawlers/emoji/${id}.png`,
    class: { id: brawler.class, name: CLASSES.get(brawler.class) ?? 'Unknown' },
    rarity: { id: brawler.rarity, name: rarity.name, color: rarity.color },
    unlock: null,
    description: '',
    descriptionHtml: '',
    starPowers: [],
    gadgets: [],
    videos: [],
  };
}

/** A row of `/gamemodes`. */
export function modeAnswer(mode: ModeFact): object {
  const place = MODE_FACTS.indexOf(mode) + 1;
  return {
    id: mode.id,
    scId: mode.id,
    name: mode.name,
    hash: hashOf(mode.name),
    scHash: mode.scHash,
    disabled: false,
    color: mode.color,
    bgColor: mode.color,
    version: 1,
    title: FORMATS[mode.format].title,
    tutorial: '',
    description: '',
    shortDescription: '',
    sort1: place,
    sort2: place,
    link: `${SITE}/gamemodes/${hashOf(mode.name)}`,
    imageUrl: `${CDN}/game-modes/regular/${mode.id}.png`,
    imageUrl2: `${MISC}/gamemode/header/${hashOf(mode.name)}.png`,
    lastActive: null,
    TID: `TID_GAME_MODE_${mode.id - 48_000_000}`,
  };
}

/** A row of `/maps`: no statistics. `dataUpdated` and `lastActive` are in epoch seconds. */
export function mapAnswer(map: WorldMap, dataUpdated: number, lastActive: number | null): object {
  const { fact, mode } = map;
  return {
    id: fact.id,
    new: false,
    disabled: fact.retired === true,
    name: fact.name,
    hash: hashOf(fact.name),
    version: 1,
    link: `${SITE}/maps/${fact.id}`,
    imageUrl: `${CDN}/maps/regular/${fact.id}.png`,
    credit: null,
    environment: {
      id: 1,
      scId: 47_000_016,
      name: 'Default',
      hash: 'event_canyon_banner',
      path: 'Default',
      version: 1,
      imageUrl: `${MISC}/gamemode/header/${hashOf(mode.name)}.png`,
    },
    gameMode: {
      id: mode.id,
      scId: mode.id,
      name: mode.name,
      hash: hashOf(mode.name),
      version: 1,
      color: mode.color,
      bgColor: mode.color,
      link: `${SITE}/gamemodes/${hashOf(mode.name)}`,
      imageUrl: `${CDN}/game-modes/regular/${mode.id}.png`,
    },
    lastActive,
    dataUpdated,
  };
}

/** "Leon, 8-Bit & Mr. P" */
function teamName(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} & ${names.at(-1) ?? ''}`;
}

function teamAnswer(team: TeamCount, appearances: number): object {
  const names = team.brawlers.map((id) => NAMES.get(id) ?? '');
  const { wins, losses, draws, total } = team;
  return {
    name: teamName(names),
    hash: names.map((name) => name.replaceAll(' ', '')).join('+'),
    brawler1: team.brawlers[0],
    brawler2: team.brawlers[1],
    brawler3: team.brawlers[2] ?? null,
    brawler4: null,
    brawler5: null,
    data: {
      winRate: rate(wins + draws / 2, total),
      useRate: rate(total, appearances),
      wins,
      losses,
      draws,
      total,
    },
  };
}

/**
 * The statistics of a map: per brawler `winRate` (percent, a draw is half a win), `useRate` (share of picks,
 * percent) and `count` (picks), by win rate; and the most played whole teams, most played first.
 */
export function statsAnswer(map: WorldMap, tally: MapTally): { stats: object[]; teamStats: object[] } {
  const { teams, size } = map.format;
  const allPicks = tally.battles * teams * size;
  const byWinRate = [...tally.brawlers].sort(
    (x, y) => y.wins / y.picks - x.wins / x.picks || x.brawler - y.brawler,
  );
  return {
    stats: byWinRate.map(({ brawler, picks, wins }) => ({
      brawler,
      winRate: rate(wins, picks),
      useRate: rate(picks, allPicks),
      count: picks,
    })),
    teamStats: tally.teams.map((team) => teamAnswer(team, tally.battles * teams)),
  };
}

function slotAnswer(slot: Slot): object {
  const { id, name, hideForSlot } = slot;
  const hideable = hideForSlot !== null;
  return {
    id,
    name,
    emoji: '',
    hash: `Slot-${id}`,
    listAlone: false,
    hideable,
    hideForSlot,
    background: null,
  };
}

/** An entry of `/events` around its map's answer. */
export function eventAnswer(event: SlotEvent, map: object): object {
  const { historyLength } = event;
  return {
    slot: slotAnswer(event.slot),
    predicted: historyLength !== null,
    ...(historyLength === null ? {} : { historyLength }),
    startTime: new Date(event.start).toISOString(),
    endTime: new Date(event.end).toISOString(),
    reward: 0,
    map,
    modifier: null,
  };
}
