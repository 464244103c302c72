/** Rankings of players: which there are, and what a page of one amounts to. */
import {
  PH_COUNT,
  PH_ITEMS,
  PLAYER_FIELDS,
  PLAYER_TAG_HI,
  PLAYER_TAG_LO,
  PLAYERS_HEADER_FIELDS,
} from '../../kernel/layout/battles.ts';
import { decodeTag } from './official-tag.ts';

/** By trophies, of all brawlers together or of one. There is no ranking by Ranked league. */
export interface Board {
  /** or a country by its two letters (ISO 3166-1), in either case */
  readonly scope: 'global' | (string & {});
  readonly of: 'players' | { readonly brawlerId: number };
}

/** The API lists no more of a ranking. */
export const MAX_PLAYERS = 200;

export interface RankingPage {
  /** of the players that can be asked for, best first */
  readonly tags: readonly string[];
  /** players listed, with such tags or not */
  readonly items: number;
  /** cursor of the next page; null on the last one */
  readonly after: string | null;
}

const SCOPE = /^(?:global|[a-z]{2})$/;
const MIN_BRAWLER = 16_000_000;
const MAX_BRAWLER = 16_999_999;
/**
 * The cursors of a page. Inside a string (a player's name) every quote stands behind a backslash, so that nothing but a
 * key can look like this.
 */
const CURSORS = /"paging"\s*:\s*\{\s*"cursors"\s*:\s*(\{[^{}]*\})/;
const MAX_CURSOR_LENGTH = 512;

/** The path of a board below the base, or null where there can be no such board. */
export function boardPath({ scope, of }: Board): string | null {
  const where = scope.toLowerCase();
  if (!SCOPE.test(where)) return null;
  if (of === 'players') return `/rankings/${where}/players`;
  const { brawlerId } = of;
  const known = Number.isInteger(brawlerId) && brawlerId >= MIN_BRAWLER && brawlerId <= MAX_BRAWLER;
  return known ? `/rankings/${where}/brawlers/${brawlerId}` : null;
}

/** `limit` and `after` as the API takes them. */
export function pageQuery(limit: number, after: string | null): string {
  return after === null ? `?limit=${limit}` : `?limit=${limit}&after=${encodeURIComponent(after)}`;
}

/** A page of `json`, of which `players` was extracted (kernel/layout/battles.ts). */
export function readPage(json: Uint8Array, players: Uint8Array): RankingPage {
  const view = new DataView(players.buffer, players.byteOffset, players.byteLength);
  const field = (index: number) => view.getUint32(index * 4, true);
  const tags: string[] = [];
  for (let row = 0; row < field(PH_COUNT); row += 1) {
    const at = PLAYERS_HEADER_FIELDS + row * PLAYER_FIELDS;
    const tag = decodeTag((BigInt(field(at + PLAYER_TAG_HI)) << 32n) | BigInt(field(at + PLAYER_TAG_LO)));
    if (tag !== null) tags.push(tag);
  }
  return { tags, items: field(PH_ITEMS), after: readCursor(json) };
}

function readCursor(json: Uint8Array): string | null {
  const cursors = CURSORS.exec(new TextDecoder().decode(json))?.[1];
  if (cursors === undefined) return null;
  try {
    const { after } = JSON.parse(cursors) as { readonly after?: unknown };
    const usable = typeof after === 'string' && after !== '' && after.length <= MAX_CURSOR_LENGTH;
    return usable ? after : null;
  } catch {
    return null;
  }
}
