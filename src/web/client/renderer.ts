/** Pages made in the browser: the same components as everywhere, with the engine's kernel. */
import type { Reader } from '../../kernel/port.ts';
import type { Language } from '../address.ts';
import type { Messages } from '../i18n/messages.ts';
import { type Pieces, renderPieces } from '../load.ts';
import { Memo } from '../memo.ts';

export interface RendererDeps {
  readonly reader: Reader;
  readonly language: Language;
  readonly messages: Messages;
  readonly origin: string;
  /** epoch ms */
  readonly now: () => number;
}

/** A press of a button of the draft leads to the address of the draft after it. */
const MAX_HOPS = 3;

export class Renderer {
  readonly #deps: RendererDeps;
  readonly #memo: Memo;

  constructor(deps: RendererDeps) {
    this.#deps = deps;
    this.#memo = new Memo(deps.reader);
  }

  /**
   * The pieces of the page at an address, and its address in the end; null where that is another page. `offline`: there can't be
   * newer ones, which is said.
   */
  pieces(url: URL, offline: boolean): { readonly url: URL; readonly pieces: Pieces } | null {
    const { reader, messages, origin, now } = this.#deps;
    const deps = {
      reader,
      memo: this.#memo,
      messages: () => messages,
      now: now(),
      offline,
      origin,
      assets: { client: null },
      health: null,
    };
    let end = url;
    for (let hops = 0; hops < MAX_HOPS && end.pathname === url.pathname; hops++) {
      const pieces = renderPieces({ path: end.pathname, query: end.searchParams }, deps);
      if (!('redirect' in pieces)) return { url: end, pieces };
      end = new URL(pieces.redirect, end);
    }
    return null;
  }

  /** What a page says of a moment, and how far it is. */
  countdown(kind: 'left' | 'starts', time: string): { readonly text: string; readonly ms: number } {
    const { messages, now, language } = this.#deps;
    const ms = Date.parse(time) - now();
    return { text: messages.map[kind](this.#memo.formats(language).span(ms)), ms };
  }
}
