import { Layout } from './components/layout.tsx';
import { contextOf, load } from './load.ts';
import type { PageDeps, PageRequest, PageResult } from './page.ts';

export { isPage, renderPart } from './load.ts';

/** The page at an address, as text. Never throws for what a visitor can ask. */
export function renderPage(request: PageRequest, deps: PageDeps): PageResult {
  const context = contextOf(request, deps);
  const loaded = load(context);
  if ('redirect' in loaded) return loaded;
  const html = `<!doctype html>${(<Layout context={context} view={loaded} />).toString()}`;
  return { status: loaded.status, html, embeddable: false };
}
