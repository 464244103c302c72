/** Where the first players come from: the rankings of the world, of countries and of brawlers, one after the other. */
import * as layout from '../../../kernel/layout/bundle.ts';
import { BundleView } from '../../shared/bundle.ts';
import type { UpstreamErrorKind } from '../../upstream/errors.ts';
import type { Board, OfficialApi } from '../../upstream/official.ts';
import { encodeTag } from '../../upstream/official-tag.ts';
import type { RequestBudget } from '../../upstream/port.ts';
import type { Frontier } from '../frontier/frontier.ts';
import type { Ledger } from '../ledger.ts';

/** Large player bases on all continents; rankings of countries overlap by a few percent only. */
const COUNTRIES = ['us', 'br', 'de', 'fr', 'es', 'mx', 'it', 'tr', 'pl', 'gb', 'kr', 'jp', 'ar', 'co', 'ca'];
/** A round of all rankings begins so long after the one before. */
const ROUND_MS = 24 * 3_600_000;
/** With more players than this the brawlers' rankings bring nobody who isn't met in battles anyway. */
const ENOUGH_PLAYERS = 5_000;
/** Rankings asked for in one step at most: each takes a request from the logs. */
const SEEDS_A_STEP = 3;

/** The API lists no more. */
const RANKED_PLAYERS = 200;
/** Nothing was sent, or nothing more should be: the same board again in the next step. */
const WAITS: ReadonlySet<UpstreamErrorKind> = new Set([
  'budget-exhausted',
  'endpoint-budget',
  'circuit-open',
  'no-key',
  'key-refused',
  'key-address',
  'maintenance',
  'rate-limited',
]);

/** The note of the round. */
export const SEEDS = 'seeds';

/** How far the round is; plain JSON. */
export interface SeedState {
  /** boards asked so far */
  readonly next: number;
  /** epoch ms of the round's beginning */
  readonly since: number;
  /** Whether all were asked. */
  readonly done?: boolean;
}

/** The boards of a round. `brawlers`: ids of those whose rankings are worth asking for. */
function boardsOf(brawlers: readonly number[]): Board[] {
  return [
    { scope: 'global', of: 'players' },
    ...COUNTRIES.map((scope): Board => ({ scope, of: 'players' })),
    ...brawlers.map((brawlerId): Board => ({ scope: 'global', of: { brawlerId } })),
  ];
}

/** The state to go on from: the one before, or a new round where one is due. */
function roundAt(state: SeedState | null, now: number): SeedState {
  return state === null || now - state.since >= ROUND_MS ? { next: 0, since: now } : state;
}

/**
 * Goes on with the round, a few rankings a step. One that doesn't exist, or fails for a reason of its own, is passed
 * over; where nothing may be sent, the round waits. Returns how far the round is, to be kept under SEEDS together with
 * the players: who is killed in between must not take them for asked.
 */
export async function seedPlayers(
  ledger: Ledger,
  frontier: Frontier,
  client: OfficialApi,
  budget: RequestBudget,
  now: number,
): Promise<SeedState> {
  const state = roundAt(ledger.note<SeedState>(SEEDS), now);
  if (state.done === true) return state;
  const boards = boardsOf(brawlersWorth(ledger, frontier));
  let { next } = state;
  for (let asked = 0; asked < SEEDS_A_STEP && next < boards.length; asked += 1) {
    const result = await client.rankings(boards[next] as Board, RANKED_PLAYERS, budget);
    if (result.ok) frontier.seed(result.value.tags.map(encodeTag), Math.floor(now / 1000));
    else if (WAITS.has(result.error.kind)) break;
    next += 1;
  }
  return { next, since: state.since, done: next >= boards.length };
}

/** All brawlers while players are few, the oldest first, so that a new one changes no position of a round. */
function brawlersWorth(ledger: Ledger, frontier: Frontier): number[] {
  if (frontier.players >= ENOUGH_PLAYERS) return [];
  const bundle = ledger.listBundle('brawlers');
  if (bundle === null) return [];
  return [...new BundleView(bundle).brawlers()]
    .map((row) => row[layout.BRAWLER_ID] ?? 0)
    .sort((a, b) => a - b);
}
