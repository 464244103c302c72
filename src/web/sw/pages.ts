/** Pages made in the service worker. */

import type { Reader } from '../../kernel/port.ts';
import { parseAddress } from '../address.ts';
import type { AssetNames } from '../assets.ts';
import { Engine, SNAPSHOT_URL } from '../client/engine.ts';
import { Library } from '../i18n/library.ts';
import { Memo } from '../memo.ts';
import { type Digest, Policies } from '../policies.ts';
import { renderPage } from '../render.tsx';
import type { SheetName } from '../styles/index.ts';
import type { Keeper } from './keeper.ts';

export interface PagesDeps {
  readonly keeper: Pick<Keeper, 'kept'>;
  readonly names: Pick<AssetNames, 'client' | 'reader' | 'texts'>;
  readonly origin: string;
  readonly digest: Digest;
  /** epoch ms */
  readonly now: () => number;
}

interface Loaded {
  readonly reader: Reader;
  readonly memo: Memo;
}

export class Pages {
  readonly #deps: PagesDeps;
  readonly #library: Library;
  readonly #policies: Policies;
  #engine: { readonly of: string; readonly loaded: Promise<Loaded> } | null = null;

  constructor(deps: PagesDeps) {
    this.#deps = deps;
    this.#policies = new Policies(deps.digest);
    this.#library = new Library({
      names: deps.names.texts,
      fetch: (address) => this.#kept(address),
      now: deps.now,
      log: () => {},
    });
  }

  /** The page at an address, or null where it can't be made here. */
  async render(url: URL): Promise<Response | null> {
    try {
      if ((url.searchParams.get('bracket') ?? 'all') !== 'all') return redirectTo(allBattles(url));
      const { memo, reader } = await this.#load();
      const { now, origin, names } = this.#deps;
      const { language } = parseAddress(url.pathname);
      const messages = await this.#library.messages(language, () => {});
      const request = { path: url.pathname, query: url.searchParams };
      const deps = { reader, memo, messages, now: now(), offline: true, origin, assets: names, health: null };
      const page = renderPage(request, deps);
      if ('redirect' in page) return redirectTo(new URL(page.redirect, url));
      return new Response(page.html, { status: page.status, headers: await this.#headers(page.sheet) });
    } catch {
      return null;
    }
  }

  /** The kernel with what is kept now: loaded once for each snapshot. */
  async #load(): Promise<Loaded> {
    const kept = await this.#deps.keeper.kept(SNAPSHOT_URL);
    if (kept === null) throw new Error('no snapshot is kept');
    const of = kept.headers.get('etag') ?? '';
    if (this.#engine === null || this.#engine.of !== of) {
      const { now, names } = this.#deps;
      const loaded = Engine.load({
        fetch: (input) => this.#kept(input),
        module: names.reader,
        now,
        // Nobody's frame is at stake here.
        breathe: async () => {},
      }).then((engine) => ({ reader: engine.reader, memo: new Memo(engine.reader) }));
      this.#engine = { of, loaded };
      loaded.catch(() => {
        this.#engine = null;
      });
    }
    return this.#engine.loaded;
  }

  async #kept(address: string): Promise<Response> {
    return (await this.#deps.keeper.kept(address)) ?? Response.error();
  }

  async #headers(sheet: SheetName): Promise<HeadersInit> {
    return {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': await this.#policies.of(sheet),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    };
  }
}

/** Only the numbers of all battles are kept: the page says so, and shows no others under another bracket's name. */
function allBattles(url: URL): URL {
  const all = new URL(url);
  all.searchParams.delete('bracket');
  return all;
}

function redirectTo(url: URL): Response {
  return new Response(null, { status: 302, headers: { location: url.href } });
}
