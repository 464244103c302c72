/**
 * What answers in the browser: the kernel with the browser's snapshot, and the same renderer as everywhere. Loaded after the first
 * paint; the page works without it.
 */
import { compileModule, createReader } from '../../kernel/host.ts';
import type { Reader } from '../../kernel/port.ts';
import { unpackSteps } from '../../shared/view/pack.ts';
import type { SearchAnswer } from '../../shared/wire.ts';
import type { Language } from '../address.ts';
import type { Messages } from '../i18n/messages.ts';
import { type Pieces, renderPieces } from '../load.ts';
import { Memo } from '../memo.ts';
import type { PageAssets, PageDeps } from '../page.ts';
import { parse } from '../reading.ts';

/** Where the browser's snapshot is asked for. */
export const SNAPSHOT_URL = '/api/snapshot?view=browser';

export interface EngineDeps {
  readonly fetch: (input: string) => Promise<Response>;
  /** address of reader.wasm */
  readonly reader: string;
  readonly messages: (language: Language) => Messages;
  readonly language: Language;
  readonly assets: PageAssets;
  readonly origin: string;
  /** epoch ms */
  readonly now: () => number;
  /** Resolves when the page has had a chance to answer its user. */
  readonly breathe: () => Promise<void>;
}

/** Where a local page comes from. */
export interface LocalState {
  /** what is shown can't be newer: said on the page */
  readonly offline: boolean;
}

/** The kernel with a snapshot; pages and searches from it. */
export class Engine {
  readonly #deps: EngineDeps;
  readonly #reader: Reader;
  readonly #memo: Memo;

  private constructor(deps: EngineDeps, reader: Reader) {
    this.#deps = deps;
    this.#reader = reader;
    this.#memo = new Memo(reader);
  }

  /** Loads kernel and snapshot; rejects where either can't be had. */
  static async load(deps: EngineDeps): Promise<Engine> {
    const [module, packed] = await Promise.all([
      compileModule(deps.fetch(deps.reader)),
      fetchPacked(deps.fetch),
    ]);
    const engine = new Engine(deps, createReader(module));
    await engine.#open(packed);
    return engine;
  }

  /** content hash of the snapshot that answers */
  get snapshot(): string {
    return this.#reader.head?.hash ?? '';
  }

  /** Takes the newest snapshot in, where there is a newer one. Keeps the present one where it can't be had. */
  async refresh(): Promise<void> {
    try {
      await this.#open(await fetchPacked(this.#deps.fetch));
    } catch {
      // The present one answers on; its age is shown.
    }
  }

  /** The best names of each kind. */
  search(text: string, limit: number): SearchAnswer {
    return parse(this.#reader.renderSearch(text, limit, Math.floor(this.#deps.now() / 1000)));
  }

  /** What a page says of a moment, and how far it is. */
  countdown(kind: 'left' | 'starts', time: string): { readonly text: string; readonly ms: number } {
    const { messages, now, language } = this.#deps;
    const ms = Date.parse(time) - now();
    return { text: messages(language).map[kind](this.#memo.formats(language).span(ms)), ms };
  }

  /** The pieces of the page at an address; null where it leads elsewhere. */
  pieces(url: URL, state: LocalState): Pieces | null {
    return renderPieces({ path: url.pathname, query: url.searchParams }, this.pageDeps(state));
  }

  /** What pages are made from here. */
  pageDeps({ offline }: LocalState): PageDeps {
    const { messages, now, origin, assets } = this.#deps;
    return {
      reader: this.#reader,
      memo: this.#memo,
      messages,
      now: now(),
      offline,
      origin,
      assets,
      health: null,
    };
  }

  async #open(packed: Uint8Array): Promise<void> {
    const steps = unpackSteps(packed);
    let step = steps.next();
    let since = this.#deps.now();
    while (step.done !== true) {
      if (this.#deps.now() - since >= STEP_MS) {
        await this.#deps.breathe();
        since = this.#deps.now();
      }
      step = steps.next();
    }
    const opened = this.#reader.open(step.value);
    if (!opened.ok) throw new Error(opened.error.message);
  }
}

/** Work done in one go: half a frame. */
const STEP_MS = 8;

async function fetchPacked(fetch: EngineDeps['fetch']): Promise<Uint8Array> {
  const response = await fetch(SNAPSHOT_URL);
  if (!response.ok) throw new Error(`snapshot: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
