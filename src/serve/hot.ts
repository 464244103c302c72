/**
 * The three routes that nearly everybody asks for, before the router's general machinery: one look at the path, no URL
 * object, parameters only where there are any, headers made once a snapshot, an answer that was made kept for the next, or how it is made. It
 * answers only what it is sure of; for anything else (an error, a parameter that it doesn't know, no snapshot) it says null, and the general routes answer.
 * For the same request both answer the same (test/serve/hot.test.ts).
 */
import type { Found } from '../shared/first.ts';
import type { Edge } from './edge.ts';
import { Envelope } from './envelope.ts';
import { Frame } from './frame.ts';
import { MAX_QUERY_LENGTH, parseBoardOptions, parseMapOptions, parseSearchOptions } from './parameters.ts';
import { jsonOfHash, searchState } from './version.ts';

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

/**
 * Half of the 8 MB that an isolate may hold over an empty one: 176 maps of 24 KB, so that who walks through all of them finds most.
 * With the searches, 1.5 MB of pages (page-cache.ts) and 1.6 MB of a full snapshot's linear memory, these 8 MB are full when everything is.
 */
const RANKINGS_ROOM = 4_194_304;
/** What the others leave of them: some 1,900 searches, more than there are names. */
const SEARCHES_ROOM = 983_040;

export class Hot {
  readonly #edge: Edge;
  readonly #now: () => number;
  #rankings: Frame | null = null;
  #searches: Frame | null = null;
  /** epoch s of which the searches' frame is */
  #second = 0;

  constructor({ edge, now }: HotDeps) {
    this.#edge = edge;
    this.#now = now;
  }

  /** The answer, or null where the general routes have to give it. */
  answer(request: Request, context: HotContext): Response | null {
    // Without a snapshot somebody has to wait for one.
    const { head } = this.#edge.kernel;
    if (head === null) return null;
    const { url, method } = request;
    const start = url.indexOf('/', AFTER_SCHEME);
    if (!url.startsWith(API, start) || (method !== 'GET' && method !== 'HEAD')) return null;
    if (this.#edge.isDue) context.waitUntil(this.#edge.refresh());
    try {
      const isSearch = url.startsWith(SEARCH, start);
      const frame = isSearch ? this.#searchesFrame() : this.#rankingsFrame();
      return frame.answer(request, url, method) ?? this.#made(request, url, method, start, frame);
    } catch {
      // The general route meets the same error, and knows what to log and to say.
      return null;
    }
  }

  /** Whether a request that may be answered here has to wait for a snapshot: there is none yet. */
  isEarly({ url }: Request): boolean {
    if (this.#edge.kernel.head !== null) return false;
    const start = url.indexOf('/', AFTER_SCHEME);
    return url.startsWith(MAP, start) || url.startsWith(BRAWLER, start) || url.startsWith(SEARCH, start);
  }

  /** The answer when the store has given its snapshot, or an answer that stood in front of it; null where the general routes have to give it. */
  async answerEarly(request: Request, context: HotContext): Promise<Response | null> {
    const background = (work: Promise<unknown>) => context.waitUntil(work);
    const key = firstKey(request);
    const first = key && (await this.#edge.begin(background, (answers) => answers.map(key)));
    if (first) return firstAnswer(request, first);
    const ready = await this.#edge.ready(background);
    return ready ? this.answer(request, context) : null;
  }

  #made(request: Request, url: string, method: string, start: number, frame: Frame): Response | null {
    const mark = url.indexOf('?', start);
    const path = mark < 0 ? url.slice(start) : url.slice(start, mark);
    const query = mark < 0 ? '' : url.slice(mark + 1);
    if (query.includes('#')) return null;
    if (path.startsWith(MAP)) return this.#map(request, method, frame, path.slice(MAP.length), query);
    if (path.startsWith(BRAWLER))
      return this.#brawler(request, method, frame, path.slice(BRAWLER.length), query);
    return path === SEARCH ? this.#search(request, method, frame, query) : null;
  }

  #map(request: Request, method: string, frame: Frame, key: string, query: string): Response | null {
    const { kernel } = this.#edge;
    const parameters = query === '' ? null : readQuery(query, MAP_PARAMETERS);
    if (parameters === undefined || !KEY.test(key)) return null;
    const options = parameters === null ? null : parseMapOptions(parameters);
    if (options?.ok === false) return null;
    const row = kernel.findMap(key);
    if (row < 0) return null;
    const make = () => kernel.renderMap(row, options?.value ?? MAP_DEFAULTS, LEND);
    if (query === '') return frame.learn(request, request.url, method, make);
    return frame.withoutBody(request, method) ?? frame.withBody(make());
  }

  #brawler(request: Request, method: string, frame: Frame, key: string, query: string): Response | null {
    const { kernel } = this.#edge;
    const parameters = query === '' ? NO_QUERY : readQuery(query, BRAWLER_PARAMETERS);
    if (parameters === undefined || !KEY.test(key)) return null;
    const options = parseBoardOptions(parameters);
    if (!options.ok) return null;
    const row = kernel.findBrawler(key);
    if (row < 0) return null;
    const make = () => kernel.renderBrawler(row, options.value, LEND);
    if (query === '') return frame.learn(request, request.url, method, make);
    return frame.withoutBody(request, method) ?? frame.withBody(make());
  }

  #search(request: Request, method: string, frame: Frame, query: string): Response | null {
    const asked = readSearch(query);
    if (asked === null) return null;
    const { text, limit } = asked;
    const make = () => this.#edge.kernel.renderSearch(text, limit, this.#second, LEND);
    return frame.learn(request, request.url, method, make);
  }

  #rankingsFrame(): Frame {
    const { kernel } = this.#edge;
    const known = this.#rankings;
    if (known !== null && known.head === kernel.head) return known;
    this.#rankings = new Frame(kernel, '', RANKINGS_ROOM);
    return this.#rankings;
  }

  /** What is live may change with each second, and not within one. */
  #searchesFrame(): Frame {
    const { kernel } = this.#edge;
    const now = this.#now();
    const second = Math.floor(now / 1000);
    const known = this.#searches;
    const isSame = known !== null && known.head === kernel.head;
    if (isSame && second === this.#second) return known;
    this.#second = second;
    const state = searchState(kernel, now);
    if (isSame && known.state === state) return known;
    this.#searches = new Frame(kernel, state, SEARCHES_ROOM);
    return this.#searches;
  }
}

/** By what a map may be looked for among first answers; null where this asks for anything else. */
function firstKey({ url, method }: Request): string | null {
  const start = url.indexOf('/', AFTER_SCHEME);
  const asks = url.startsWith(MAP, start) && (method === 'GET' || method === 'HEAD');
  return asks ? url.slice(start + MAP.length) : null;
}

/** A map's answer that stood in front of a snapshot. */
function firstAnswer(request: Request, { hash, body }: Found): Response {
  const envelope = new Envelope(jsonOfHash(hash, ''));
  return envelope.withoutBody(request, request.method) ?? envelope.withBody(body);
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
