import type { Context, Hono } from 'hono';
import type { Reader } from '../kernel/port.ts';
import { type Intent, respond } from '../serve/intent.ts';
import { MAX_QUERY_LENGTH, parseKey } from '../serve/parameters.ts';
import { isReady, type ServeDeps } from '../serve/routes.ts';
import type { EventsAnswer, MapAnswer, SearchAnswer } from '../shared/wire.ts';
import { Home } from './home.tsx';

export type PageDeps = Pick<ServeDeps, 'edge' | 'collectorStatus' | 'now'>;

const WARMING_PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta http-equiv="refresh" content="2"><title>BrawlFast</title><body style="font:16px system-ui;margin:3rem auto;max-width:40rem;padding:0 1rem"><h1>BrawlFast</h1><p>Warming up: the first statistics are being collected. This page reloads by itself.</p></body></html>';
const SEARCH_LIMIT = 8;

/** Adds the pages to the app. */
export function mountPages(app: Hono, deps: PageDeps): void {
  app.get('/', async (c) => respond(await home(deps, c), c.req.raw));
}

async function home(deps: PageDeps, c: Context): Promise<Intent> {
  if (!(await isReady(deps, c))) return page(() => WARMING_PAGE, 503);
  const { kernel } = deps.edge;
  const time = deps.now();
  const seconds = Math.floor(time / 1000);
  const query = (c.req.query('q') ?? '').slice(0, MAX_QUERY_LENGTH);
  const events = parse<EventsAnswer>(kernel.renderEvents(seconds));
  const found =
    query.trim() === '' ? null : parse<SearchAnswer>(kernel.renderSearch(query, SEARCH_LIMIT, seconds));
  const asked = c.req.query('map') || undefined;
  const row = mapRow(kernel, asked, found, events);
  const map =
    row < 0 ? null : parse<MapAnswer>(kernel.renderMap(row, { bracket: 0, min: 0, limit: 0, sort: 0 }));
  const unknown = asked !== undefined && map === null ? asked.slice(0, MAX_QUERY_LENGTH) : null;
  const props = { query, events, found, map, unknown, now: time };
  return page(() => `<!doctype html>${(<Home {...props} />).toString()}`, unknown === null ? 200 : 404);
}

/** The map to show: the one asked for, else the best one found, else the first live one that has data. */
function mapRow(
  kernel: Reader,
  asked: string | undefined,
  found: SearchAnswer | null,
  events: EventsAnswer,
): number {
  if (asked !== undefined) {
    const key = parseKey(asked);
    return key.ok ? kernel.findMap(key.value) : -1;
  }
  const slug =
    found === null ? events.active.find((event) => event.top.length > 0)?.map?.slug : found.maps[0]?.slug;
  return slug === undefined ? -1 : kernel.findMap(slug);
}

/** Pages tell ages and times left, so they are rendered each time. */
function page(body: () => string, status: 200 | 404 | 503): Intent {
  const answer = { kind: 'answer', body, type: 'html', version: null, maxAgeSeconds: 0 } as const;
  return status === 200 ? answer : { ...answer, status };
}

function parse<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
