/** Mounts the pages in the Worker: addresses in, responses out. */
import type { Context, Hono } from 'hono';
import { healthBody } from '../serve/health.ts';
import { type Intent, pagePolicy, respond } from '../serve/intent.ts';
import { isReady, type ServeDeps } from '../serve/routes.ts';
import type { HealthAnswer } from '../shared/wire.ts';
import { parseAddress } from './address.ts';
import { allMessages } from './i18n/index.ts';
import { Memo } from './memo.ts';
import type { PageAssets, PageResult } from './page.ts';
import { isPage, renderPage } from './render.tsx';
import { mountShareImages } from './share/mount.ts';
import { STYLES } from './styles/index.ts';

export interface MountDeps extends Pick<ServeDeps, 'edge' | 'collectorStatus' | 'now'> {
  readonly assets: PageAssets;
  /** SHA-256 */
  readonly digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>;
}

/** What is the API's: a page is never there. */
const API = /^\/(api(\/|$)|health$)/;

/** Adds the pages to the app; what no page is at gets a page that says so. */
export function mountPages(app: Hono, deps: MountDeps): void {
  mountShareImages(app, deps);
  const memo = new Memo(deps.edge.kernel);
  let policies: Promise<Policies> | null = null;
  app.get('*', async (c) => {
    const url = new URL(c.req.url);
    if (API.test(url.pathname)) return c.notFound();
    // Programs that go astray get a problem, as from the API.
    const wantsPage = c.req.header('accept')?.includes('text/html') === true;
    if (!wantsPage && !isPage(url.pathname)) return c.notFound();
    policies ??= makePolicies(deps.digest);
    await isReady(deps, c);
    const result = renderPage(
      { path: url.pathname, query: url.searchParams },
      {
        reader: deps.edge.kernel,
        memo,
        messages: allMessages,
        now: deps.now(),
        offline: false,
        origin: url.origin,
        assets: deps.assets,
        health: isStatus(url.pathname) ? await healthOf(deps) : null,
      },
    );
    return answer(result, await policies, c);
  });
}

function isStatus(path: string): boolean {
  return parseAddress(path).path === '/status';
}

/** What /health says; the collector is asked for nothing else. */
async function healthOf({ edge, collectorStatus, now }: MountDeps): Promise<HealthAnswer> {
  return JSON.parse(healthBody(edge.kernel, await collectorStatus(), edge.refusal, now())) as HealthAnswer;
}

interface Policies {
  readonly own: string;
  readonly embedded: string;
}

async function makePolicies(digest: MountDeps['digest']): Promise<Policies> {
  const hash = await digest(new TextEncoder().encode(STYLES));
  const style = btoa(String.fromCharCode(...new Uint8Array(hash)));
  return { own: pagePolicy(style, false), embedded: pagePolicy(style, true) };
}

function answer(result: PageResult, policies: Policies, c: Context): Response {
  if ('redirect' in result) {
    const { redirect: location, permanent } = result;
    return respond({ kind: 'redirect', location, permanent }, c.req.raw);
  }
  const { status, html, embeddable } = result;
  const intent: Intent = {
    kind: 'answer',
    body: () => html,
    type: 'html',
    policy: embeddable ? policies.embedded : policies.own,
    // Pages tell ages and times left, so they are rendered each time.
    version: null,
    maxAgeSeconds: 0,
    ...(status === 200 ? {} : { status }),
  };
  return respond(intent, c.req.raw);
}
