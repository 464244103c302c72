import { addressOf, parseAddress, queryOf } from './address.ts';
import type { Load, Loaded, PageContext, PageDeps, PageRequest } from './page.ts';
import { loadBrawler } from './pages/brawler.tsx';
import { loadBrawlers } from './pages/brawlers.tsx';
import { loadCompare } from './pages/compare.tsx';
import { loadDraft } from './pages/draft.tsx';
import { loadNotFound, loadWarming } from './pages/errors.tsx';
import { loadHome } from './pages/home.tsx';
import { loadMap } from './pages/map.tsx';
import { loadMaps } from './pages/maps.tsx';

/**
 * A page's pattern, in which `:slug` takes one part of an address, what loads it, and whether it says what it has to say
 * without a snapshot too.
 */
export type Route = readonly [pattern: string, load: Load, without?: 'without a snapshot'];

/** The pages that have pieces to make alone: what a client carries. render.tsx has all. */
export const ROUTES: readonly Route[] = [
  ['/', loadHome],
  ['/maps', loadMaps],
  ['/map/:slug', loadMap],
  ['/brawlers', loadBrawlers],
  ['/brawler/:slug', loadBrawler],
  ['/draft', loadDraft],
  ['/compare', loadCompare],
];

/** A page's pieces, loaded once and made one by one. */
export interface Pieces {
  readonly has: (name: string) => boolean;
  /** by the name in its `data-part`; null where the page has no such piece */
  readonly part: (name: string) => string | null;
  /** one with lists, without their items */
  readonly frame: (name: string) => string;
  /** the items of each of a piece's lists, made one by one; null where none are */
  readonly items: (name: string) => readonly (readonly (() => string)[])[] | null;
  /** brawlers that are on the board of a draft; null where there is none */
  readonly taken: readonly string[] | null;
  /** what stands in its `main` */
  readonly main: () => string;
}

/** The pieces of the page at an address, or the address that has what was asked for. */
export function renderPieces(request: PageRequest, deps: PageDeps): Pieces | { readonly redirect: string } {
  const loaded = load(contextOf(request, deps));
  if ('redirect' in loaded) return loaded;
  return {
    has: (name) => loaded.parts?.[name] !== undefined,
    part: (name) => loaded.parts?.[name]?.().toString() ?? null,
    frame: (name) => loaded.lists?.[name]?.frame().toString() ?? '',
    items: (name) =>
      loaded.lists?.[name]?.items.map((list) => list.map((item) => () => item().toString())) ?? null,
    taken: loaded.taken ?? null,
    main: () => loaded.body().toString(),
  };
}

/** A piece of the page at an address, by the name in its `data-part`; null where that page has no such piece. */
export function renderPart(request: PageRequest, deps: PageDeps, part: string): string | null {
  const pieces = renderPieces(request, deps);
  return 'redirect' in pieces ? null : pieces.part(part);
}

/** What a page is made from. */
export function contextOf({ path, query }: PageRequest, deps: PageDeps): PageContext {
  const address = parseAddress(path);
  const { language } = address;
  return {
    ...deps,
    language,
    t: deps.messages,
    f: deps.memo.formats(deps.messages.language),
    path: address.path,
    query,
    href: (page, parameters) =>
      addressOf(language, page, parameters === undefined ? '' : queryOf(parameters)),
  };
}

/** The page at an address, loaded. */
export function load(context: PageContext, routes: readonly Route[] = ROUTES): Loaded {
  const found = findRoute(routes, context.path);
  if (found === null) return loadNotFound(context);
  const isMissing = context.reader.head === null && !found.isAlways;
  return isMissing ? loadWarming(context) : found.load(context, found.key);
}

/** What loads the page at a path (without the language), and its key; null where there is none. */
export function findRoute(
  routes: readonly Route[],
  path: string,
): { load: Load; key: string; isAlways: boolean } | null {
  for (const [pattern, load, without] of routes) {
    const prefix = pattern.endsWith(':slug') ? pattern.slice(0, -':slug'.length) : null;
    if (prefix === null ? path === pattern : path.startsWith(prefix) && !path.includes('/', prefix.length)) {
      const key = prefix === null ? '' : path.slice(prefix.length);
      if (prefix === null || key !== '') return { load, key: decode(key), isAlways: without !== undefined };
    }
  }
  return null;
}

/** A part of a path as it was meant; as it is written where it is written wrong. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
