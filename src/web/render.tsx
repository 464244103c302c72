import { addressOf, parseAddress, queryOf } from './address.ts';
import { Layout } from './components/layout.tsx';
import type { Load, Loaded, PageContext, PageDeps, PageRequest, PageResult } from './page.ts';
import { loadNotFound, loadWarming } from './pages/errors.tsx';
import { loadHome } from './pages/home.tsx';
import { loadMap } from './pages/map.tsx';

/** All pages; `:slug` takes one part of an address. */
const ROUTES: readonly (readonly [pattern: string, load: Load])[] = [
  ['/', loadHome],
  ['/map/:slug', loadMap],
];

/** The page at an address, as text. Never throws for what a visitor can ask. */
export function renderPage(request: PageRequest, deps: PageDeps): PageResult {
  const context = contextOf(request, deps);
  const loaded = load(context);
  if ('redirect' in loaded) return loaded;
  const html = `<!doctype html>${(<Layout context={context} view={loaded} />).toString()}`;
  return { status: loaded.status, html, embeddable: false };
}

/** A piece of the page at an address, by the name in its `data-part`; null where that page has no such piece. */
export function renderPart(request: PageRequest, deps: PageDeps, part: string): string | null {
  const loaded = load(contextOf(request, deps));
  const make = 'redirect' in loaded ? undefined : loaded.parts?.[part];
  return make === undefined ? null : make().toString();
}

/** Whether there is a page at a path; one about something unknown is one too. */
export function isPage(path: string): boolean {
  return findRoute(parseAddress(path).path) !== null;
}

function contextOf({ path, query }: PageRequest, deps: PageDeps): PageContext {
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

function load(context: PageContext): Loaded {
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
