import type { Reader } from '../../kernel/port.ts';
import { BRACKET_NAMES } from '../../shared/answers.ts';
import { type Format, formatOf } from '../../shared/formats.ts';
import type { DraftAnswer, DraftBrawler } from '../../shared/wire.ts';
import type { PageContext } from '../page.ts';
import { parse } from '../reading.ts';
import type { DraftState, Room, Side } from './state.ts';

/** The API takes no more (src/kernel/port.ts): what is over is left out here, for an address that anyone can write. */
const MAX_BANS = 12;
const MAX_POOL = 300;
/** Bans of a Ranked draft: what the board has places for. */
const BANS = 6;

/** How battles of a map's mode are played. */
export function formatOfMap(reader: Reader, map: number): Format {
  return formatOf(reader.modeIdOf(map));
}

/** The brawlers that the address names, and names that nobody has. */
export function resolve(
  { reader, memo }: PageContext,
  state: DraftState,
): { picked: Record<Side, readonly DraftBrawler[]>; unknown: readonly string[] } {
  const unknown: string[] = [];
  const find = (keys: readonly string[]) =>
    keys.flatMap((key) => {
      const found = memo.brawlerOf(key);
      if (found !== undefined && reader.findBrawler(found.slug) >= 0) return [found];
      unknown.push(key);
      return [];
    });
  const picked = { ally: find(state.ally), enemy: find(state.enemy), ban: find(state.ban) };
  return { picked, unknown };
}

/** Who is picked as far as the format has room: enemies and bans only where there is one enemy team. */
export function withinFormat(
  picked: Readonly<Record<Side, readonly DraftBrawler[]>>,
  format: Format,
): Record<Side, readonly DraftBrawler[]> {
  return {
    ally: picked.ally.slice(0, format.size),
    enemy: format.hasEnemies ? picked.enemy.slice(0, format.size) : [],
    ban: format.hasEnemies ? picked.ban.slice(0, MAX_BANS) : [],
  };
}

/** Places of each side on the board. */
export function roomOf({ size, hasEnemies }: Format): Room {
  return { ally: size, enemy: hasEnemies ? size : 0, ban: hasEnemies ? BANS : 0 };
}

/** The draft with those on its board and no others, for what is left out would come back unasked; sides that the mode lacks are kept for the next map. */
export function onBoard(
  state: DraftState,
  picked: Readonly<Record<Side, readonly DraftBrawler[]>>,
  { hasEnemies }: Format,
): DraftState {
  const slugs = (side: Side) => picked[side].map(({ slug }) => slug);
  const ally = slugs('ally');
  return hasEnemies ? { ...state, ally, enemy: slugs('enemy'), ban: slugs('ban') } : { ...state, ally };
}

/** The kernel's answer to a draft on a map, with at most `limit` candidates. */
export function readDraft(
  reader: Reader,
  map: number,
  state: DraftState,
  picked: Readonly<Record<Side, readonly DraftBrawler[]>>,
  limit: number,
): DraftAnswer {
  const rows = (keys: readonly string[]) =>
    keys.map((key) => reader.findBrawler(key)).filter((row) => row >= 0);
  const slugs = (brawlers: readonly DraftBrawler[]) => rows(brawlers.map(({ slug }) => slug));
  const pool = [...new Set(rows(state.pool))].slice(0, MAX_POOL);
  return parse<DraftAnswer>(
    reader.renderDraft(map, {
      bracket: Math.max(0, (BRACKET_NAMES as readonly string[]).indexOf(state.bracket)),
      format: formatOfMap(reader, map),
      allies: slugs(picked.ally),
      enemies: slugs(picked.enemy),
      bans: slugs(picked.ban),
      pool: pool.length > 0 ? pool : null,
      limit,
    }),
  );
}
