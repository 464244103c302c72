/**
 * The three routes that nearly everybody asks for, before the router's general machinery: one look at the path, no URL
 * object, parameters only where there are any, headers made once a snapshot. It answers only what it is sure of; for
 * anything else (an error, a parameter that it doesn't know, no snapshot) it says null, and the general routes answer.
 * For the same request both answer the same (test/serve/hot.test.ts).
 */
import type { SnapshotHead } from '../kernel/head.ts';
import type { Reader } from '../kernel/port.ts';
import type { Edge } from './edge.ts';
import { matchesEtag, respond } from './intent.ts';
import { MAX_QUERY_LENGTH, parseBoardOptions, parseMapOptions, parseSearchOptions } from './parameters.ts';
import { jsonIntent, searchState } from './routes.ts';

export interface HotDeps {
  readonly edge: Edge;
  /** epoch ms */
  readonly now: () => number;
}

/** What of the platform's context is used. */
export interface HotContext {
  waitUntil(work: Promise<unknown>): void;
}

const API = '/api/';
const MAP = '/api/map/';
const BRAWLER = '/api/brawler/';
const SEARCH = '/api/search';
/** An address that may be answered here. */
const HOT = /^[a-z]+:\/\/[^/]+\/api\/(?:map\/|brawler\/|search)/;
/** Where a path can begin: after "http://" and a letter of the host. */
const AFTER_SCHEME = 8;
/** A key that needs no mending; the general route knows what may be forgiven. */
const KEY = /^[a-z0-9-]{1,64}$/;
const MAP_PARAMETERS = new Set(['bracket', 'min', 'limit', 'sort']);
const BRAWLER_PARAMETERS = new Set(['bracket', 'min', 'limit']);
const SEARCH_PARAMETERS = new Set(['q', 'limit', 'lang']);
const NO_QUERY = new URLSearchParams();
const MAP_DEFAULTS = { bracket: 0, min: 0, limit: 0, sort: 0 } as const;
const SEARCH_LIMIT = 8;
/** The response takes its copy of the body in its constructor: another one before it would only be garbage. */
const LEND = true;

/** Everything of an answer but its body: the same for all answers of one snapshot and state. */
interface Frame {
  readonly head: SnapshotHead;
  readonly state: string;
  readonly etag: string;
  readonly whole: ResponseInit;
  readonly unchanged: ResponseInit;
}

export class Hot {
  readonly #edge: Edge;
  readonly #now: () => number;
  #rankings: Frame | null = null;
  #searches: Frame | null = null;

  constructor({ edge, now }: HotDeps) {
    this.#edge = edge;
    this.#now = now;
  }

  /** The answer, or null where the general routes have to give it. */
  answer(request: Request, context: HotContext): Response | null {
    const { url, method } = request;
    const start = url.indexOf('/', AFTER_SCHEME);
    if (!url.startsWith(API, start) || (method !== 'GET' && method !== 'HEAD')) return null;
    const mark = url.indexOf('?', start);
    const path = mark < 0 ? url.slice(start) : url.slice(start, mark);
    const query = mark < 0 ? '' : url.slice(mark + 1);
    if (query.includes('#')) return null;
    // Without a snapshot somebody has to wait for one.
    if (this.#edge.kernel.head === null) return null;
    if (this.#edge.isDue) context.waitUntil(this.#edge.refresh());
    try {
      if (path.startsWith(MAP)) return this.#map(request, path.slice(MAP.length), query);
      if (path.startsWith(BRAWLER)) return this.#brawler(request, path.slice(BRAWLER.length), query);
      return path === SEARCH ? this.#search(request, query) : null;
    } catch {
      // The general route meets the same error, and knows what to log and to say.
      return null;
    }
  }

  /**
   * The answer of an isolate that has no snapshot yet: it waits for the store. Null where the general routes have to
   * give it, at once where the request would not be answered here anyway.
   */
  async answerFirst(request: Request, context: HotContext): Promise<Response | null> {
    if (this.#edge.kernel.head !== null || !HOT.test(request.url)) return null;
    const ready = await this.#edge.ready((work) => context.waitUntil(work));
    return ready ? this.answer(request, context) : null;
  }

  #map(request: Request, key: string, query: string): Response | null {
    const { kernel } = this.#edge;
    const parameters = query === '' ? null : readQuery(query, MAP_PARAMETERS);
    if (parameters === undefined || !KEY.test(key)) return null;
    const options = parameters === null ? null : parseMapOptions(parameters);
    if (options?.ok === false) return null;
    const row = kernel.findMap(key);
    if (row < 0) return null;
    this.#rankings = frame(this.#rankings, kernel, '');
    return (
      withoutBody(request, this.#rankings) ??
      withBody(kernel.renderMap(row, options?.value ?? MAP_DEFAULTS, LEND), this.#rankings)
    );
  }

  #brawler(request: Request, key: string, query: string): Response | null {
    const { kernel } = this.#edge;
    const parameters = query === '' ? NO_QUERY : readQuery(query, BRAWLER_PARAMETERS);
    if (parameters === undefined || !KEY.test(key)) return null;
    const options = parseBoardOptions(parameters);
    if (!options.ok) return null;
    const row = kernel.findBrawler(key);
    if (row < 0) return null;
    this.#rankings = frame(this.#rankings, kernel, '');
    return (
      withoutBody(request, this.#rankings) ??
      withBody(kernel.renderBrawler(row, options.value, LEND), this.#rankings)
    );
  }

  #search(request: Request, query: string): Response | null {
    const { kernel } = this.#edge;
    const asked = readSearch(query);
    if (asked === null) return null;
    const now = this.#now();
    this.#searches = frame(this.#searches, kernel, searchState(kernel, now));
    const { text, limit } = asked;
    return (
      withoutBody(request, this.#searches) ??
      withBody(kernel.renderSearch(text, limit, Math.floor(now / 1000), LEND), this.#searches)
    );
  }
}

/** The frame of the open snapshot: the one given where it still holds, else made from the general routes' own intent. */
function frame(known: Frame | null, kernel: Reader, state: string): Frame {
  const { head } = kernel;
  if (head === null) throw new TypeError('there is no snapshot');
  if (known !== null && known.head === head && known.state === state) return known;
  const intent = jsonIntent(kernel, () => new Uint8Array(), state);
  const ask = (headers: Record<string, string>) =>
    respond(intent, new Request('https://edge.invalid/', { headers }));
  const { headers } = ask({});
  const etag = headers.get('etag') ?? '';
  const unchanged = ask({ 'if-none-match': etag });
  // Headers as an object of the runtime's are copied faster than a record of texts.
  return {
    ...{ head, state, etag },
    whole: { headers: new Headers(headers) },
    unchanged: { status: unchanged.status, headers: new Headers(unchanged.headers) },
  };
}

/** 304 where the caller has this version, the head alone for HEAD; null where a body is wanted. */
function withoutBody(request: Request, { etag, whole, unchanged }: Frame): Response | null {
  const known = request.headers.get('if-none-match');
  if (known !== null && (known === etag || matchesEtag(known, etag))) return new Response(null, unchanged);
  return request.method === 'HEAD' ? new Response(null, whole) : null;
}

function withBody(body: Uint8Array, { whole }: Frame): Response {
  return new Response(body as BodyInit, whole);
}

/** Parameters, each known and given once; undefined where that is not so. */
function readQuery(query: string, known: ReadonlySet<string>): URLSearchParams | undefined {
  const parameters = new URLSearchParams(query);
  const names = [...parameters.keys()];
  return names.every((name) => known.has(name)) && new Set(names).size === names.length
    ? parameters
    : undefined;
}

/** What is searched for. The common form, `q` alone, is decoded by itself. */
function readSearch(query: string): { text: string; limit: number } | null {
  if (query.startsWith('q=') && !query.includes('&')) {
    const raw = query.slice(2);
    const text = raw.includes('%') || raw.includes('+') ? decodeURIComponent(raw.replaceAll('+', ' ')) : raw;
    return text.length > MAX_QUERY_LENGTH ? null : { text, limit: SEARCH_LIMIT };
  }
  const parameters = readQuery(query, SEARCH_PARAMETERS);
  const options = parameters && parseSearchOptions(parameters);
  return options?.ok ? options.value : null;
}
