/** Pages made in the service worker. */
import { pagePolicy } from '../../serve/intent.ts';
import type { AssetNames } from '../../shared/assets.ts';
import type { Language } from '../address.ts';
import { parseAddress } from '../address.ts';
import { Engine, SNAPSHOT_URL } from '../client/engine.ts';
import type { Messages } from '../i18n/messages.ts';
import type { PageAssets } from '../page.ts';
import { renderPage } from '../render.tsx';
import { STYLES } from '../styles/index.ts';
import type { Keeper } from './keeper.ts';

export interface PagesDeps {
  readonly keeper: Pick<Keeper, 'kept'>;
  readonly reader: AssetNames['reader'];
  readonly assets: PageAssets;
  readonly messages: (language: Language) => Messages;
  readonly origin: string;
  readonly digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>;
  /** epoch ms */
  readonly now: () => number;
}

export class Pages {
  readonly #deps: PagesDeps;
  #engine: { readonly of: string; readonly loaded: Promise<Engine> } | null = null;

  constructor(deps: PagesDeps) {
    this.#deps = deps;
  }

  /** The page at an address, or null where it can't be made here. */
  async render(url: URL): Promise<Response | null> {
    try {
      const engine = await this.#load();
      const request = { path: url.pathname, query: url.searchParams };
      const page = renderPage(request, engine.pageDeps({ offline: true }));
      if ('redirect' in page) return Response.redirect(new URL(page.redirect, url), 302);
      return new Response(page.html, { status: page.status, headers: await this.#headers() });
    } catch {
      return null;
    }
  }

  /** The kernel with what is kept now: loaded once for each snapshot. */
  async #load(): Promise<Engine> {
    const kept = await this.#deps.keeper.kept(SNAPSHOT_URL);
    if (kept === null) throw new Error('no snapshot is kept');
    const of = kept.headers.get('etag') ?? '';
    if (this.#engine === null || this.#engine.of !== of) {
      const { messages, assets, origin, now, reader } = this.#deps;
      const loaded = Engine.load({
        fetch: (input) => this.#kept(input),
        reader,
        messages,
        language: parseAddress('/').language,
        assets,
        origin,
        now,
        // Nobody's frame is at stake here.
        breathe: async () => {},
      });
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

  async #headers(): Promise<HeadersInit> {
    const hash = await this.#deps.digest(new TextEncoder().encode(STYLES));
    const style = btoa(String.fromCharCode(...new Uint8Array(hash)));
    return {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy(style, false),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    };
  }
}
