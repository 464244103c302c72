import { addressOf, parseAddress, queryOf } from './address.ts';
import type { Load, Loaded, PageContext, PageDeps, PageRequest } from './page.ts';
import { loadNotFound, loadWarming } from './pages/errors.tsx';
import { loadHome } from './pages/home.tsx';
import { loadMap } from './pages/map.tsx';

/** All pages; `:slug` takes one part of an address. */
const ROUTES: readonly (readonly [pattern: string, load: Load])[] = [
  ['/', loadHome],
  ['/map/:slug', loadMap],
];

/** A page's pieces, loaded once and made one by one. */
export interface Pieces {
  /** by the name in its `data-part`; null where the page has no such piece */
  readonly part: (name: string) => string | null;
  /** what stands in its `main` */
  readonly main: () => string;
}

/** The pieces of the page at an address; null where it leads elsewhere. */
export function renderPieces(request: PageRequest, deps: PageDeps): Pieces | null {
  const loaded = load(contextOf(request, deps));
  if ('redirect' in loaded) return null;
  return {
    part: (name) => loaded.parts?.[name]?.().toString() ?? null,
    main: () => loaded.body().toString(),
  };
}

/** A piece of the page at an address, by the name in its `data-part`; null where that page has no such piece. */
export function renderPart(request: PageRequest, deps: PageDeps, part: string): string | null {
  return renderPieces(request, deps)?.part(part) ?? null;
}

/** Whether there is a page at a path; one about something unknown is one too. */
export function isPage(path: string): boolean {
  return findRoute(parseAddress(path).path) !== null;
}

/** What a page is made from. */
export function contextOf({ path, query }: PageRequest, deps: PageDeps): PageContext {
  const address = parseAddress(path);
  const { language } = address;
  return {
    ...deps,
    language,
    t: deps.messages(language),
    f: deps.memo.formats(language),
    path: address.path,
    query,
    href: (page, parameters) =>
      addressOf(language, page, parameters === undefined ? '' : queryOf(parameters)),
  };
}

/** The page at an address, loaded. */
export function load(context: PageContext): Loaded {
  const found = findRoute(context.path);
  if (found === null) return loadNotFound(context);
  return context.reader.head === null ? loadWarming(context) : found.load(context, found.key);
}

function findRoute(path: string): { load: Load; key: string } | null {
  for (const [pattern, load] of ROUTES) {
    const prefix = pattern.endsWith(':slug') ? pattern.slice(0, -':slug'.length) : null;
    if (prefix === null ? path === pattern : path.startsWith(prefix) && !path.includes('/', prefix.length)) {
      const key = prefix === null ? '' : path.slice(prefix.length);
      if (prefix === null || key !== '') return { load, key: decode(key) };
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
