import type { Context, Hono } from 'hono';
import type { SnapshotHead } from '../kernel/head.ts';
import type { Reader } from '../kernel/port.ts';
import type { Result } from '../shared/result.ts';
import type { CollectorStatus } from '../shared/status.ts';
import { type Archive, archivedSnapshot, listSnapshots } from './archive.ts';
import { parseDraft } from './draft.ts';
import type { Edge } from './edge.ts';
import { healthBody } from './health.ts';
import { type Intent, methodNotAllowed, preflightResponse, respond } from './intent.ts';
import { parseBoardOptions, parseKey, parseMapOptions, parseSearchOptions } from './parameters.ts';
import { badParameter, notFound, type Problem } from './problems.ts';
import { answerAt, createRouter } from './router.ts';
import { jsonIntent, searchState } from './version.ts';

export interface ServeDeps {
  readonly edge: Edge;
  readonly archive: Archive;
  /** Answers what would write at the snapshot's address; rejects where whoever writes can't be reached. */
  readonly write: (request: Request) => Promise<Response>;
  /** Asks the collector how its sources do, and makes sure that it runs; null where it does not answer. */
  readonly collectorStatus: () => Promise<CollectorStatus | null>;
  /** epoch ms */
  readonly now: () => number;
  /** one line of JSON an event */
  readonly log: (event: Record<string, unknown>) => void;
}

const RETRY_AFTER_S = 5;
const WRITER_RETRY_AFTER_S = 60;
/** A snapshot is published at most every 3 minutes. */
const VIEW_RETRY_AFTER_S = 180;

type Handler = (kernel: Reader, query: URLSearchParams, key: string, now: number) => Intent | Promise<Intent>;

const VIEWS: readonly string[] = ['browser'];

const SNAPSHOT_PATH = '/api/snapshot';

/** All routes of the JSON API, as one table. `now` is epoch ms. */
const ROUTES: Readonly<Record<string, Handler>> = {
  '/api/map/:id': (kernel, query, key) => {
    const options = parseMapOptions(query);
    if (!options.ok) return problem(options);
    return withRow(kernel, key, 'map', (row) => kernel.renderMap(row, options.value));
  },
  '/api/brawler/:id': (kernel, query, key) => {
    const options = parseBoardOptions(query);
    if (!options.ok) return problem(options);
    return withRow(kernel, key, 'brawler', (row) => kernel.renderBrawler(row, options.value));
  },
  '/api/draft': (kernel, query) => {
    const unknown = (key: string) => notFound(`There is no map "${key}".`, suggest(kernel, key, 'map'));
    const draft = parseDraft(kernel, query, unknown);
    if (!draft.ok) return problem(draft);
    const { map, options } = draft.value;
    return jsonIntent(kernel, () => kernel.renderDraft(map, options));
  },
  '/api/brawler/:id/trend': (kernel, _query, key) =>
    withRow(kernel, key, 'brawler', (row) => kernel.renderTrend(row)),
  '/api/trends': (kernel) => jsonIntent(kernel, () => kernel.renderTrends()),
  '/api/search': (kernel, query, _key, now) => {
    const options = parseSearchOptions(query);
    if (!options.ok) return problem(options);
    const { text, limit } = options.value;
    const seconds = Math.floor(now / 1000);
    return jsonIntent(kernel, () => kernel.renderSearch(text, limit, seconds), searchState(kernel, now));
  },
  '/api/events': (kernel, _query, _key, now) => {
    const seconds = Math.floor(now / 1000);
    return jsonIntent(kernel, () => kernel.renderEvents(seconds), String(kernel.rotationPhase(seconds)));
  },
  '/api/maps': (kernel) => jsonIntent(kernel, () => kernel.renderMaps()),
  '/api/brawlers': (kernel) => jsonIntent(kernel, () => kernel.renderBrawlers()),
  '/api/modes': (kernel) => jsonIntent(kernel, () => kernel.renderModes()),
};

/** The snapshot, whole or as browsers load it. */
function snapshotRoute({ edge }: ServeDeps): Record<string, Handler> {
  return {
    [SNAPSHOT_PATH]: (kernel, query) => {
      const view = query.get('view');
      if (view === null) return wholeSnapshot(kernel);
      if (!VIEWS.includes(view)) {
        return {
          kind: 'problem',
          problem: badParameter('view', `view must be one of: ${VIEWS.join(', ')}.`),
        };
      }
      return browserView(kernel, edge.view);
    },
  };
}

/** The routes of the archive, which have something to read besides the kernel. */
function archiveRoutes(archive: Archive): Record<string, Handler> {
  return {
    '/api/snapshots': (kernel) => listSnapshots(archive, headOf(kernel)),
    '/api/snapshots/:date': (kernel, _query, key) =>
      archivedSnapshot(archive, key, headOf(kernel), () => wholeSnapshot(kernel)),
  };
}

/** The API as a Hono app; pages are mounted beside it by the composition root. */
export function createApi(deps: ServeDeps): Hono {
  const app = createRouter();
  app.use(async (c, next) => {
    if (c.req.method === 'OPTIONS') return preflightResponse();
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    if (c.req.path === SNAPSHOT_PATH) return passWrite(deps, c.req.raw);
    return respond(methodNotAllowed(c.req.method), c.req.raw);
  });
  const routes = { ...ROUTES, ...snapshotRoute(deps), ...archiveRoutes(deps.archive) };
  for (const [path, handler] of Object.entries(routes)) answerAt(app, path, (c) => answer(deps, c, handler));
  answerAt(app, '/health', (c) => health(deps, c));
  app.notFound((c) =>
    respond({ kind: 'problem', problem: notFound(`There is nothing at ${path(c)}.`) }, c.req.raw),
  );
  app.onError((error, c) => {
    deps.log({ event: 'request-failed', path: path(c), error: error.name, message: error.message });
    const detail = 'The request could not be answered. It has been logged.';
    return respond({ kind: 'problem', problem: { status: 500, detail } }, c.req.raw);
  });
  return app;
}

/** What writes is not this isolate's. */
async function passWrite({ write, log }: ServeDeps, request: Request): Promise<Response> {
  try {
    return await write(request);
  } catch (error) {
    log({ event: 'writer-unreachable', error: error instanceof Error ? error.name : 'unknown' });
    const problem: Problem = {
      ...{ status: 503, name: 'unavailable', detail: 'Whoever writes here can’t be reached now.' },
      retryAfterSeconds: WRITER_RETRY_AFTER_S,
    };
    return respond({ kind: 'problem', problem }, request);
  }
}

async function answer(deps: ServeDeps, c: Context, handler: Handler): Promise<Intent> {
  const { edge, now } = deps;
  const raw = c.req.param('id');
  const key = raw === undefined ? null : parseKey(raw);
  if (key !== null && !key.ok) return problem(key);
  const query = new URL(c.req.url).searchParams;
  const repeated = [...new Set(query.keys())].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) {
    const name = repeated.slice(0, 32);
    return { kind: 'problem', problem: badParameter(name, `${name} was given more than once.`) };
  }
  if (!(await isReady(deps, c))) return warming(edge.refusal);
  return handler(edge.kernel, query, key?.value ?? c.req.param('date') ?? '', now());
}

/**
 * Whether there is a snapshot to answer from. Where there is none, the collector is asked how it does: that makes sure
 * that it runs, so that the first visitor of a new deployment need not wait for cron.
 */
export async function isReady(
  { edge, collectorStatus }: Pick<ServeDeps, 'edge' | 'collectorStatus'>,
  c: Context,
): Promise<boolean> {
  const ready = await edge.ready(background(c));
  if (!ready) background(c)(collectorStatus());
  return ready;
}

function warming(refusal: string | null): Intent {
  const detail =
    refusal === null
      ? 'No snapshot has been published yet. The collector is at work.'
      : `There is no snapshot to answer from: ${refusal}.`;
  return { kind: 'problem', problem: { status: 503, detail, retryAfterSeconds: RETRY_AFTER_S } };
}

async function health({ edge, collectorStatus, now }: ServeDeps, c: Context): Promise<Intent> {
  const [status] = await Promise.all([collectorStatus(), edge.ready(background(c))]);
  const body = () => healthBody(edge.kernel, status, edge.refusal, now());
  return { kind: 'answer', body, type: 'json', version: null, maxAgeSeconds: 0 };
}

/** Lets work outlive the response. */
function background(c: Context): (work: Promise<unknown>) => void {
  return (work) => c.executionCtx.waitUntil(work);
}

/** The snapshot itself, as it was opened. */
function wholeSnapshot(kernel: Reader): Intent {
  return { ...jsonIntent(kernel, () => kernel.snapshot()), type: 'binary' };
}

/** Its browser's view (src/shared/view), compressed once for all. */
function browserView(kernel: Reader, view: Uint8Array | null): Intent {
  if (view !== null)
    return { ...jsonIntent(kernel, () => view, 'browser'), type: 'binary', encoding: 'gzip' };
  const detail = "The present snapshot was published without a browser's view.";
  return {
    kind: 'problem',
    problem: { status: 503, name: 'unavailable', detail, retryAfterSeconds: VIEW_RETRY_AFTER_S },
  };
}

/** Of the snapshot that answers. */
function headOf({ head }: Reader): SnapshotHead {
  if (head === null) throw new TypeError('there is no snapshot');
  return head;
}

function withRow(
  kernel: Reader,
  key: string,
  kind: 'map' | 'brawler',
  render: (row: number) => Uint8Array,
): Intent {
  const row = kind === 'map' ? kernel.findMap(key) : kernel.findBrawler(key);
  if (row >= 0) return jsonIntent(kernel, () => render(row));
  return { kind: 'problem', problem: notFound(`There is no ${kind} "${key}".`, suggest(kernel, key, kind)) };
}

/** What an unknown slug may have meant. An id that doesn't exist resembles nothing. */
function suggest(kernel: Reader, key: string, kind: 'map' | 'brawler') {
  const text = key.replaceAll('-', ' ').trim();
  if (/^[0-9]*$/.test(text)) return [];
  const found = JSON.parse(new TextDecoder().decode(kernel.renderSearch(text, 5, 0))) as {
    maps: { id: number; name: string; slug: string }[];
    brawlers: { id: number; name: string; slug: string }[];
  };
  return (kind === 'map' ? found.maps : found.brawlers).map(({ id, name, slug }) => ({ id, name, slug }));
}

function problem(failed: Extract<Result<unknown, Problem>, { ok: false }>): Intent {
  return { kind: 'problem', problem: failed.error };
}

function path(c: Context): string {
  return new URL(c.req.url).pathname.slice(0, 200);
}
