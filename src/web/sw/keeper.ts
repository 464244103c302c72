/** What the service worker keeps: the files of its own version, and the newest snapshot that was seen. */
import type { AssetNames } from '../assets.ts';
import { SNAPSHOT_URL } from '../client/engine.ts';
import type { LifeEvent } from './scope.ts';

export interface KeeperDeps {
  readonly caches: CacheStorage;
  readonly fetch: (input: string | Request) => Promise<Response>;
  readonly assets: AssetNames;
}

/** Files of a version; the version's name is the cache's. */
const SHELL = 'shell-';
/** Outlives versions. Named by the form of what is in it. */
const SNAPSHOTS = 'snapshot-1';
const ICONS = ['/icon.svg', '/icon-192.png', '/manifest.webmanifest'];

export class Keeper {
  readonly #deps: KeeperDeps;
  readonly #shell: string;

  constructor(deps: KeeperDeps) {
    this.#deps = deps;
    this.#shell = SHELL + deps.assets.version;
  }

  /** Keeps all that a page without network needs; rejects where something of it can't be had: the old worker stays. */
  async keepShell(): Promise<void> {
    const { caches, assets, fetch } = this.#deps;
    const shell = await caches.open(this.#shell);
    const { client, reader, chunks, texts } = assets;
    await shell.addAll([client, reader, ...chunks, ...Object.values(texts), ...ICONS]);
    const snapshots = await caches.open(SNAPSHOTS);
    // An instance that is still warming up has none; a page that loads one later leaves it here.
    const response = await fetch(SNAPSHOT_URL).catch(() => null);
    if (response?.ok === true) await snapshots.put(SNAPSHOT_URL, response);
  }

  /** Files of other versions are nobody's now. */
  async dropOld(): Promise<void> {
    const { caches } = this.#deps;
    const names = await caches.keys();
    const old = names.filter((name) => name !== this.#shell && name !== SNAPSHOTS);
    await Promise.all(old.map((name) => caches.delete(name)));
  }

  isShell({ pathname }: URL): boolean {
    return pathname.startsWith('/a/') || ICONS.includes(pathname);
  }

  /** A file of this version from here, any other from the network. */
  async shell(request: Request): Promise<Response> {
    const { caches, fetch } = this.#deps;
    const kept = await (await caches.open(this.#shell)).match(request.url);
    return kept ?? fetch(request);
  }

  isSnapshot({ pathname, search }: URL): boolean {
    return pathname + search === SNAPSHOT_URL;
  }

  /** The network's, which is kept; the kept one where there is no network. */
  async snapshot(request: Request, event: LifeEvent): Promise<Response> {
    const { caches, fetch } = this.#deps;
    const snapshots = await caches.open(SNAPSHOTS);
    const response = await fetch(request).catch(() => null);
    if (response?.ok === true) {
      event.waitUntil(snapshots.put(SNAPSHOT_URL, response.clone()));
      return response;
    }
    return (await snapshots.match(SNAPSHOT_URL)) ?? response ?? Response.error();
  }

  /** What is kept at an address, or null. */
  async kept(address: string): Promise<Response | null> {
    const { caches } = this.#deps;
    const cache = await caches.open(address === SNAPSHOT_URL ? SNAPSHOTS : this.#shell);
    return (await cache.match(address)) ?? null;
  }
}
