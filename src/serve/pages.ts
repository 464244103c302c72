/**
 * Pages, which the site makes, kept at the edge: from one isolate to the next 110 KB cost more than to answer them. A page
 * of a minute ago tells its ages and times left as they are, and a snapshot that came since is told in the next.
 */
import type { Edge } from './edge.ts';
import { matchesEtag, unchangedHeaders } from './headers.ts';
import { minuteOf, PageCache } from './page-cache.ts';

export interface PagesDeps {
  readonly edge: Pick<Edge, 'kernel'>;
  /** asks the site */
  readonly ask: (request: Request) => Promise<Response>;
  /** epoch ms */
  readonly now: () => number;
}

export class Pages {
  readonly #deps: PagesDeps;
  readonly #cache: PageCache;

  constructor(deps: PagesDeps, cache = new PageCache()) {
    this.#deps = deps;
    this.#cache = cache;
  }

  /** The page that was made for this address in the running minute; null where the site has to be asked. */
  kept(request: Request): Response | null {
    const { edge, now } = this.#deps;
    const page = this.#cache.get(request.url, edge.kernel.head, now());
    if (page === null || (request.method !== 'GET' && request.method !== 'HEAD')) return null;
    if (matchesEtag(request.headers.get('if-none-match'), page.etag))
      return new Response(null, { status: 304, headers: unchangedHeaders(page.headers) });
    const body = request.method === 'HEAD' ? null : (page.bytes as BodyInit);
    return new Response(body, { headers: page.headers });
  }

  /** The site's answer; a page that may be shown again is kept. */
  async ask(request: Request): Promise<Response> {
    const { edge, ask, now } = this.#deps;
    const asked = now();
    const response = await ask(request);
    const etag = response.headers.get('etag');
    if (request.method !== 'GET' || response.status !== 200 || etag === null || !isPage(response))
      return response;
    const headers = new Headers(response.headers);
    const bytes = new Uint8Array(await response.arrayBuffer());
    // One that was on its way when the minute ended is of the last.
    if (minuteOf(asked) === minuteOf(now()))
      this.#cache.put(request.url, edge.kernel.head, asked, { bytes, headers, etag });
    return new Response(bytes, { headers });
  }
}

function isPage(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/html') === true;
}
