/**
 * The service worker: after one visit every page of every map opens without a network. Pages come from the network first, within a
 * time; else from here, by the same renderer with the snapshot that is kept, and say how old they are.
 */
import type { AssetNames } from '../assets.ts';
import { Keeper } from './keeper.ts';
import { Pages } from './pages.ts';
import type { WorkerScope } from './scope.ts';

/** The names of the browser's files; set by the build, so that a change of any of them is a new worker. */
declare const self: WorkerScope & { readonly ASSETS: AssetNames };

/** Longer than most answers take on a phone; a player in a lobby has ten seconds. */
const PATIENCE_MS = 2_500;

const keeper = new Keeper({ caches, fetch: (input) => fetch(input), assets: self.ASSETS });
const pages = new Pages({
  keeper,
  names: self.ASSETS,
  origin: self.location.origin,
  digest: (bytes) => crypto.subtle.digest('SHA-256', bytes),
  now: () => Date.now(),
});

self.addEventListener('install', (event) => {
  event.waitUntil(keeper.keepShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([keeper.dropOld(), self.clients.claim()]));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (keeper.isShell(url)) event.respondWith(keeper.shell(request));
  else if (keeper.isSnapshot(url)) event.respondWith(keeper.snapshot(request, event));
  else if (request.mode === 'navigate' && !isApi(url)) event.respondWith(navigate(request, url));
});

function isApi({ pathname }: URL): boolean {
  return pathname === '/health' || pathname.startsWith('/api/');
}

/** The network's page where it comes in time; else ours; else the network's, however late. */
async function navigate(request: Request, url: URL): Promise<Response> {
  const network = self.navigator.onLine ? fetch(request) : Promise.reject(new TypeError('offline'));
  const answer = network.then(
    (response) => (response.status >= 500 ? null : response),
    () => null,
  );
  const late = new Promise<null>((done) => setTimeout(() => done(null), PATIENCE_MS));
  const first = await Promise.race([answer, late]);
  if (first !== null) return first;
  return (await pages.render(url)) ?? network;
}
