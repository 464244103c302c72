/** Pages made in the browser: the same components as everywhere, with the engine's kernel. */
import type { Reader } from '../../kernel/port.ts';
import type { MapAnswer } from '../../shared/wire.ts';
import { parseAddress } from '../address.ts';
import type { Messages } from '../i18n/messages.ts';
import { renderPieces } from '../load.ts';
import { Memo } from '../memo.ts';
import { parse } from '../reading.ts';
import type { How } from './address.ts';
import { Foresight, type Found } from './foresight.ts';
import type { ShowDeps } from './local.ts';
import { type RehearsalDeps, rehearse } from './rehearsal.ts';
import { Replacing } from './replace.ts';
import { RankingInPlace } from './rows.ts';
import { isKept, showPage } from './show.ts';
import { type Idle, Slices } from './slices.ts';

export interface RendererDeps {
  readonly reader: Reader;
  readonly messages: Messages;
  readonly origin: string;
  /** epoch ms */
  readonly now: () => number;
  readonly idle: Idle;
}

/** A map's ranking as far as filters need it. */
export interface Standing {
  /** content hash of the snapshot it is from */
  readonly snapshot: string;
  /** in order; `games` null where the source has no counts */
  readonly rows: readonly { readonly id: string; readonly games: number | null }[];
}

/** A press of a button of the draft leads to the address of the draft after it. */
const MAX_HOPS = 3;

export class Renderer {
  readonly #deps: RendererDeps;
  readonly #memo: Memo;
  readonly #standings = new Map<string, Standing>();
  /** the map's ranking that is on the page */
  readonly rankingInPlace: RankingInPlace;
  readonly replacing: Replacing;

  readonly #foresight: Foresight;
  readonly #rehearsal: Slices;
  #isRehearsed = false;

  constructor(deps: RendererDeps, memo = new Memo(deps.reader)) {
    this.#deps = deps;
    this.rankingInPlace = new RankingInPlace(this, deps.idle);
    this.replacing = new Replacing(deps.idle);
    this.#memo = memo;
    this.#foresight = new Foresight(deps.now);
    this.#rehearsal = new Slices(deps.idle);
  }

  /**
   * The pieces of the page at an address, and its address in the end; null where that is another page. `offline`: there can't be
   * newer ones, which is said.
   */
  pieces(url: URL, offline: boolean): Found | null {
    const { reader, messages, origin, now } = this.#deps;
    const deps = {
      reader,
      memo: this.#memo,
      messages,
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

  /** As `pieces`, which may have been foreseen. */
  answer(url: URL, offline: boolean): Found | null {
    return this.#foresight.take(this.#asked(url, offline)) ?? this.pieces(url, offline);
  }

  /** Somebody is about to ask for a draft's page at this address: what will be in sight is made, and nothing shown. */
  foresee({ document, window, address }: ShowDeps, url: URL): void {
    const offline = !window.navigator.onLine;
    if (url.pathname !== address.url.pathname || !isKept(url)) return;
    const found = this.pieces(url, offline);
    if (found === null) return;
    this.replacing.foresee(document, this.#foresight.keep(this.#asked(url, offline), found).pieces);
  }

  #asked({ href }: URL, offline: boolean) {
    return { href, offline, snapshot: this.#deps.reader.head?.hash ?? '' };
  }

  /** The ranking of a map in bracket `all` of the present snapshot, in an order of SORT_NAMES; null where the path is no map's. */
  ranking(path: string, sort: number): Standing | null {
    const snapshot = this.#deps.reader.head?.hash ?? '';
    const key = `${snapshot} ${path} ${sort}`;
    const known = this.#standings.get(key);
    if (known !== undefined) return known;
    const slug = /^\/map\/([^/]+)$/.exec(parseAddress(path).path)?.[1];
    const row = slug === undefined ? -1 : this.#deps.reader.findMap(slug);
    if (row < 0) return null;
    const answer = this.#deps.reader.renderMap(row, { bracket: 0, min: 0, limit: 0, sort });
    const { brawlers } = parse<MapAnswer>(answer);
    const standing = { snapshot, rows: brawlers.map(({ id, games }) => ({ id: String(id), games })) };
    this.#standings.set(key, standing);
    return standing;
  }

  /** For filters to come. */
  prepare({ document, address }: ShowDeps): void {
    this.rankingInPlace.prepare(document, address.url.pathname);
  }

  /** Tries the answers of a draft, once, when the page has nothing better to do. */
  rehearse(show: ShowDeps, addressOf: RehearsalDeps['addressOf']): void {
    if (this.#isRehearsed) return;
    this.#isRehearsed = true;
    const answering = (idle: Idle) => new Renderer({ ...this.#deps, idle }, this.#memo);
    this.#rehearsal.run(rehearse({ show, addressOf, answering }));
  }

  /** Whether the page at this address could be shown, or is about to be. */
  show(deps: ShowDeps, url: URL, how: How): boolean {
    this.#rehearsal.stop();
    return showPage(deps, this, url, how);
  }

  /** What a page says of a moment, and how far it is. */
  countdown(kind: 'left' | 'starts', time: string): { readonly text: string; readonly ms: number } {
    const { messages, now } = this.#deps;
    const ms = Date.parse(time) - now();
    return { text: messages.map[kind]({ span: this.#memo.formats(messages.language).span(ms) }), ms };
  }
}
