/** What a page is: the contract of renderPage (docs/decisions/0012-web.md). */

import type { Reader } from '../kernel/port.ts';
import type { HealthAnswer } from '../shared/wire.ts';
import type { Language } from './address.ts';
import type { Html } from './html.ts';
import type { Formats } from './i18n/formats.ts';
import type { Messages } from './i18n/messages.ts';
import type { Memo } from './memo.ts';
import type { SheetName } from './styles/index.ts';

export interface PageRequest {
  /** of the address, language prefix included: `/es/map/hard-rock-mine` */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Names of the browser's files; null where pages go without. */
export interface PageAssets {
  /** the client, a module */
  readonly client: string | null;
}

export interface PageDeps {
  readonly reader: Reader;
  /** made once for the reader, kept as long as it is */
  readonly memo: Memo;
  /** the interface's texts: in the address's language, in English where those can't be had */
  readonly messages: Messages;
  /** epoch ms */
  readonly now: number;
  /** whether what is shown can't be newer than what is kept */
  readonly offline: boolean;
  /** scheme and host of absolute addresses, or null where they are not known */
  readonly origin: string | null;
  readonly assets: PageAssets;
  /** for /status: how the instance does, null where it can't be asked */
  readonly health: HealthAnswer | null;
}

export type PageStatus = 200 | 400 | 404 | 503;

/** `redirect`: the address that has what was asked for. */
export type PageResult =
  | { readonly status: PageStatus; readonly html: string; readonly sheet: SheetName }
  | { readonly redirect: string; readonly permanent: boolean };

/** What a page is made from: what it was asked, the texts, the data. */
export interface PageContext extends PageDeps {
  /** of the address; the page's own is its texts', `t.language` */
  readonly language: Language;
  readonly t: Messages;
  readonly f: Formats;
  /** without the language prefix: `/map/hard-rock-mine` */
  readonly path: string;
  readonly query: URLSearchParams;
  /** address of a page in the present language; parameters that are undefined or empty are left out */
  readonly href: (path: string, query?: Readonly<Record<string, string | undefined>>) => string;
}

/** A page, loaded: its frame's texts, and its body still to be made. */
export interface View {
  readonly status: PageStatus;
  readonly title: string;
  readonly description: string;
  /** which entry of the navigation it belongs to */
  readonly section: Section | null;
  /** its styles */
  readonly sheet: SheetName;
  readonly body: () => Html;
  /** pieces of it that can be made alone, by the name in their `data-part` */
  readonly parts?: Readonly<Record<string, () => Html>>;
  /** of those, the ones with lists (ol) whose items can be made alone: without items, and each list's */
  readonly lists?: Readonly<
    Record<string, { readonly frame: () => Html; readonly items: readonly (readonly (() => Html)[])[] }>
  >;
  /** brawlers on the board of a draft, who are not to be picked again */
  readonly taken?: readonly string[];
  /** an image for shared links, as a path */
  readonly image?: string;
  /** not to be found by search engines: an answer to one visitor's question */
  readonly unlisted?: true;
  /** a card for other pages: without the frame of this one, and they may frame it; `theme` null: the system's */
  readonly embed?: { readonly transparent: boolean; readonly theme: 'dark' | 'light' | null };
  /** reload after so many seconds */
  readonly refreshSeconds?: number;
}

/** What loading a page leads to. */
export type Loaded = View | { readonly redirect: string; readonly permanent: boolean };

/** Loads a page; `key` is the last part of an address such as /map/:slug, else empty. */
export type Load = (context: PageContext, key: string) => Loaded;

export const SECTIONS = ['home', 'maps', 'brawlers', 'draft', 'compare'] as const;
export type Section = (typeof SECTIONS)[number];
