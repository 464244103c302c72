import { parseAddress } from './address.ts';
import { EmbedLayout } from './components/embed-layout.tsx';
import { Layout } from './components/layout.tsx';
import { contextOf, findRoute, load, ROUTES, type Route } from './load.ts';
import type { PageDeps, PageRequest, PageResult } from './page.ts';
import { loadDevelopers } from './pages/developers.tsx';
import { loadEmbed } from './pages/embed.tsx';
import { loadMethodology } from './pages/methodology.tsx';
import { loadStatus } from './pages/status.tsx';

export { renderPart } from './load.ts';

/** All pages: those that a client makes pieces of, and those that nothing on changes. */
const ALL_ROUTES: readonly Route[] = [
  ...ROUTES,
  ['/methodology', loadMethodology, 'without a snapshot'],
  ['/status', loadStatus, 'without a snapshot'],
  ['/developers', loadDevelopers, 'without a snapshot'],
  ['/embed/map/:slug', loadEmbed],
];

/** Whether there is a page at a path; one about something unknown is one too. */
export function isPage(path: string): boolean {
  return findRoute(ALL_ROUTES, parseAddress(path).path) !== null;
}

/** The page at an address, as text. Never throws for what a visitor can ask. */
export function renderPage(request: PageRequest, deps: PageDeps): PageResult {
  const context = contextOf(request, deps);
  const loaded = load(context, ALL_ROUTES);
  if ('redirect' in loaded) return loaded;
  const { status, embed, sheet } = loaded;
  const whole =
    embed === undefined ? (
      <Layout context={context} view={loaded} />
    ) : (
      <EmbedLayout context={context} view={loaded} embed={embed} />
    );
  return { status, html: `<!doctype html>${whole.toString()}`, sheet };
}
