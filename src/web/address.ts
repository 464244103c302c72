/** Addresses: English at the root, other languages under a prefix. */

export const LANGUAGES = ['en', 'es', 'pt', 'fr', 'de', 'ko', 'ja', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each calls itself, and its tag (BCP 47) where it is more than the address's prefix. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  es: 'Español',
  pt: 'Português',
  fr: 'Français',
  de: 'Deutsch',
  ko: '한국어',
  ja: '日本語',
  zh: '简体中文',
};

export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = {
  en: 'en',
  es: 'es',
  pt: 'pt-BR',
  fr: 'fr',
  de: 'de',
  ko: 'ko',
  ja: 'ja',
  zh: 'zh-Hans',
};

export interface Address {
  readonly language: Language;
  /** without the prefix, without a slash at the end: `/`, `/map/hard-rock-mine` */
  readonly path: string;
}

/**
 * Splits a path into language and page; `/en/…` is no address, English has no prefix. Several slashes count as one: two at the
 * beginning would make a link to another host.
 */
export function parseAddress(raw: string): Address {
  const path = raw.replace(/\/{2,}/g, '/');
  const [, first = ''] = path.split('/', 2);
  const prefixed = first !== 'en' && (LANGUAGES as readonly string[]).includes(first);
  const rest = prefixed ? path.slice(first.length + 1) : path;
  return {
    language: prefixed ? (first as Language) : 'en',
    path: rest.length > 1 ? rest.replace(/\/+$/, '') || '/' : '/',
  };
}

/** The address of a page in a language. */
export function addressOf(language: Language, path: string, query = ''): string {
  const prefix = language === 'en' ? '' : `/${language}`;
  const page = path === '/' && prefix !== '' ? '' : path;
  return `${prefix}${page}${query === '' ? '' : `?${query}`}`;
}

/** Parameters in the order given; those that are undefined or empty are left out. Commas and dashes stay readable. */
export function queryOf(parameters: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(parameters)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(
      ([name, value]) =>
        `${encodeURIComponent(name)}=${encodeURIComponent(value ?? '').replaceAll('%2C', ',')}`,
    )
    .join('&');
}

/** The API's address of what a page shows of one bracket. */
export function jsonOf(path: string, bracket: string): string {
  return addressOf('en', path, bracket === 'all' ? '' : queryOf({ bracket }));
}
