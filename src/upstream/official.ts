/**
 * The client of the official Brawl Stars API, direct or through a relay that speaks for it: battle logs, rankings, the
 * rotation and the brawlers. Its manners are in official-line.ts; how to get a key, in docs/api-key.md.
 */
import { err, ok, type Result } from '../shared/result.ts';
import type { UpstreamError } from './errors.ts';
import type { Extraction } from './extraction.ts';
import { createLine, type Line, type LineOptions, type OfficialState } from './official-line.ts';
import {
  type Board,
  boardPath,
  MAX_PLAYERS,
  pageQuery,
  type RankingPage,
  readPage,
} from './official-rankings.ts';
import { encodeTag, parseTag, TAG_RULE } from './official-tag.ts';
import type { RequestBudget } from './port.ts';

export type { OfficialState } from './official-line.ts';
export type { Board } from './official-rankings.ts';

export interface OfficialOptions extends LineOptions {
  readonly extract: OfficialExtract;
}

/** The kernel: an answer's body to its extract, or a code of kernel/layout/errors.ts and where it struck. */
export interface OfficialExtract {
  /** kernel/layout/battles.ts, battles; `owner` is the tag of the log's owner as OBSERVATION_TAG_* has it */
  battles(bytes: Uint8Array, owner: bigint): Extraction;
  /** kernel/layout/battles.ts, players */
  players(bytes: Uint8Array): Extraction;
  /** kernel/layout/bundle.ts, of kind KIND_ROTATION */
  rotation(bytes: Uint8Array): Extraction;
  /** kernel/layout/bundle.ts */
  brawlers(bytes: Uint8Array): Extraction;
}

/** As much of a ranking as there was to get. */
export interface Ranking {
  /** "#2PP0", best first, each once */
  readonly tags: readonly string[];
  /** why no more pages came; null where the ranking, or the limit, was reached */
  readonly stopped: UpstreamError | null;
}

/** No call throws for anything that the upstream does. A request sent costs the budget one, a redirect another. */
export interface OfficialApi {
  /** The last 25 or so battles of a player, as extracted. */
  battleLog(tag: string, budget: RequestBudget): Promise<Result<Uint8Array, UpstreamError>>;
  /** The first `limit` (1 to 200) players of a board. An error only where not even the first page came. */
  rankings(board: Board, limit: number, budget: RequestBudget): Promise<Result<Ranking, UpstreamError>>;
  /** What is live now, as extracted. */
  rotation(budget: RequestBudget): Promise<Result<Uint8Array, UpstreamError>>;
  /** All brawlers, as extracted. */
  brawlers(budget: RequestBudget): Promise<Result<Uint8Array, UpstreamError>>;
  /** Circuit breaker, token bucket and budgets, to be stored and handed to the next step's client. */
  state(): OfficialState;
}

/** The API itself: a key works from the addresses that it was made for. */
export const OFFICIAL_BASE = 'https://api.brawlstars.com/v1';
/** RoyaleAPI's relay, for machines without a fixed address. Its operator sees the key. */
export const RELAY_BASE = 'https://bsproxy.royaleapi.dev/v1';

/** A page has been seen to hold as few as ten players, where so many were asked for. */
const MAX_PAGES = 20;

/** A client of the official API; several requests may run at once. Throws where the options make no sense. */
export function createOfficialApi(options: OfficialOptions): OfficialApi {
  const { extract } = options;
  const line = createLine(options);
  const other = (resource: string, path: string, read: (bytes: Uint8Array) => Extraction) => {
    return (budget: RequestBudget) => line.request({ endpoint: 'others', resource, path, read }, budget);
  };
  return {
    battleLog: (tag, budget) => battleLog(line, extract, tag, budget),
    rankings: (board, limit, budget) => rankings(line, extract, board, limit, budget),
    rotation: other('rotation', '/events/rotation', (bytes) => extract.rotation(bytes)),
    brawlers: other('brawlers', '/brawlers', (bytes) => extract.brawlers(bytes)),
    state: () => line.state(),
  };
}

async function battleLog(line: Line, extract: OfficialExtract, text: string, budget: RequestBudget) {
  // Errors are logged and shown: whose log it is, is nobody's business.
  const resource = 'battle log';
  const tag = parseTag(text);
  if (tag === null) return impossible(resource, TAG_RULE);
  const owner = encodeTag(tag);
  return line.request(
    {
      endpoint: 'battleLogs',
      resource,
      path: `/players/${encodeURIComponent(tag)}/battlelog`,
      read: (bytes) => extract.battles(bytes, owner),
    },
    budget,
  );
}

async function rankings(
  line: Line,
  extract: OfficialExtract,
  board: Board,
  limit: number,
  budget: RequestBudget,
): Promise<Result<Ranking, UpstreamError>> {
  const resource = 'ranking';
  const path = boardPath(board);
  if (path === null) return impossible(resource, 'a board is global or of a country, of all or one brawler');
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= MAX_PLAYERS)) {
    return impossible(resource, `a limit is 1 to ${MAX_PLAYERS}`);
  }
  // Between two pages players may move from one to the other: a tag counts once.
  const tags = new Set<string>();
  let after: string | null = null;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const query = pageQuery(limit - tags.size, after);
    const page: Result<RankingPage, UpstreamError> = await line.request(
      { endpoint: 'rankings', resource, path: path + query, read: (bytes) => readRanking(extract, bytes) },
      budget,
    );
    if (!page.ok) return tags.size === 0 ? page : ok(ranking(tags, limit, page.error));
    const before = tags.size;
    for (const tag of page.value.tags) tags.add(tag);
    after = page.value.after;
    // A page without news would come again and again.
    if (after === null || tags.size >= limit || tags.size === before) break;
  }
  return ok(ranking(tags, limit, null));
}

function readRanking(extract: OfficialExtract, bytes: Uint8Array) {
  const players = extract.players(bytes);
  return players.ok ? ok(readPage(bytes, players.value)) : players;
}

function ranking(tags: ReadonlySet<string>, limit: number, stopped: UpstreamError | null): Ranking {
  return { tags: [...tags].slice(0, limit), stopped };
}

/** Not worth a request: it could only be refused. */
function impossible(resource: string, detail: string): Result<never, UpstreamError> {
  return err({ kind: 'bad-request', resource, detail });
}
