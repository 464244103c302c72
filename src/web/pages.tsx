/** Mounts the pages in the Worker: addresses in, responses out. */
import type { Hono } from 'hono';
import { healthBody } from '../serve/health.ts';
import { type Intent, respond } from '../serve/intent.ts';
import { minuteOf } from '../serve/page-cache.ts';
import { isReady, type ServeDeps } from '../serve/routes.ts';
import type { HealthAnswer } from '../shared/wire.ts';
import { parseAddress } from './address.ts';
import type { AssetNames } from './assets.ts';
import { Library } from './i18n/library.ts';
import { Memo } from './memo.ts';
import type { PageAssets, PageStatus } from './page.ts';
import { type Digest, Policies } from './policies.ts';
import { isPage, renderPage } from './render.tsx';
import { mountShareImages } from './share/mount.ts';

export interface MountDeps extends Pick<ServeDeps, 'edge' | 'collectorStatus' | 'now' | 'log'> {
  readonly assets: PageAssets & Pick<AssetNames, 'texts' | 'version'>;
  /** one of them, by its address */
  readonly fetchAsset: (address: string) => Promise<Response>;
  readonly digest: Digest;
}

/** What is the API's: a page is never there. */
const API = /^\/(api(\/|$)|health$)/;

/** Adds the pages to the app; what no page is at gets a page that says so. */
export function mountPages(app: Hono, deps: MountDeps): void {
  mountShareImages(app, deps);
  const memo = new Memo(deps.edge.kernel);
  const { now: clock, log, assets } = deps;
  const library = new Library({ names: assets.texts, fetch: deps.fetchAsset, now: clock, log });
  const policies = new Policies(deps.digest);
  app.get('*', async (c) => {
    const url = new URL(c.req.url);
    if (API.test(url.pathname)) return c.notFound();
    // Programs that go astray get a problem, as from the API.
    const wantsPage = c.req.header('accept')?.includes('text/html') === true;
    if (!wantsPage && !isPage(url.pathname)) return c.notFound();
    const { language } = parseAddress(url.pathname);
    const [messages] = await Promise.all([
      library.messages(language, (work) => c.executionCtx.waitUntil(work)),
      isReady(deps, c),
    ]);
    const { head } = deps.edge.kernel;
    const now = clock();
    const result = renderPage(
      { path: url.pathname, query: url.searchParams },
      {
        reader: deps.edge.kernel,
        memo,
        messages,
        now,
        offline: false,
        origin: url.origin,
        assets,
        health: isStatus(url.pathname) ? await healthOf(deps) : null,
      },
    );
    if ('redirect' in result) {
      const { redirect: location, permanent } = result;
      return respond({ kind: 'redirect', location, permanent }, c.req.raw);
    }
    const { status, html, sheet } = result;
    // What /status tells is the collector's, and of now. In another language than it was asked for, none is to last.
    const lasts = status === 200 && !isStatus(url.pathname) && messages.language === language;
    const version = lasts && head !== null ? `${head.hash}-${minuteOf(now)}-${assets.version}` : null;
    return respond(pageIntent(html, await policies.of(sheet), status, version), c.req.raw);
  });
}

function isStatus(path: string): boolean {
  return parseAddress(path).path === '/status';
}

/** What /health says; the collector is asked for nothing else. */
async function healthOf({ edge, collectorStatus, now }: MountDeps): Promise<HealthAnswer> {
  return JSON.parse(healthBody(edge.kernel, await collectorStatus(), edge.refusal, now())) as HealthAnswer;
}

function pageIntent(html: string, policy: string, status: PageStatus, version: string | null): Intent {
  return {
    kind: 'answer',
    body: () => html,
    type: 'html',
    policy,
    // Pages tell ages and times left in minutes: what is asked for again within one is the same. The edge keeps them as long.
    version,
    maxAgeSeconds: 0,
    ...(status === 200 ? {} : { status }),
  };
}
