/** What every answer says of itself besides its body: all header policy of answers, without the answers. */
import { TERMS } from '../shared/terms.ts';

/** What an answer's headers depend on. */
export interface Described {
  readonly type: 'json' | 'html' | 'binary' | 'png';
  /** the state of the data that the answer depends on; null where it must not be cached */
  readonly version: string | null;
  readonly maxAgeSeconds: number;
  /** it never changes: to be kept as long as there is room, whatever maxAgeSeconds says */
  readonly immutable?: true;
  /** of a page: its content security policy */
  readonly policy?: string;
}

const CONTENT_TYPES = {
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  binary: 'application/octet-stream',
  png: 'image/png',
} as const;

/** On every answer, errors included: a browser on any site may read it. */
export const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Retry-After',
} as const;

export const SECURITY = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' } as const;
/** Under which terms the data may be used: RFC 6903, section 3. */
const TERMS_LINK = `<${TERMS.policy}>; rel="terms-of-service"`;

/** Of a page that says nothing of its own: nothing at all. */
const NO_POLICY = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** A snapshot changes at most every 3 minutes: an old answer is fine while a new one is fetched. */
const STALE_SECONDS = 300;
/** A day: rather yesterday's ranking than none, while the origin fails. */
const STALE_IF_ERROR_SECONDS = 86_400;
/** What caches take for ever. */
const YEAR_SECONDS = 31_536_000;

/** What an unchanged answer says no more: it has no body. */
const OF_BODIES = ['content-type', 'content-length', 'link'];

/** Headers of a whole answer. */
export function answerHeaders(described: Described): Headers {
  const { type, version, policy } = described;
  const headers = new Headers({
    ...CORS,
    ...SECURITY,
    'content-type': CONTENT_TYPES[type],
    link: TERMS_LINK,
  });
  if (type === 'html') headers.set('content-security-policy', policy ?? NO_POLICY);
  if (version !== null) headers.set('etag', etagOf(version));
  headers.set('cache-control', version === null ? 'no-store' : cachePolicy(described));
  return headers;
}

/** Headers of the answer that has not changed, from those of the whole one. */
export function unchangedHeaders(whole: Headers): Headers {
  const headers = new Headers(whole);
  for (const name of OF_BODIES) headers.delete(name);
  return headers;
}

/** Weak: the edge compresses as it likes, and the same data may be spelt differently by a later version. */
export function etagOf(version: string): string {
  return `W/"${version}"`;
}

function cachePolicy({ type, maxAgeSeconds, immutable }: Described): string {
  // Kept, so that going back is at once, but never shown again without asking: its ages and times left go on.
  if (type === 'html') return 'no-cache';
  if (immutable === true) return `public, max-age=${YEAR_SECONDS}, immutable`;
  return `public, max-age=${maxAgeSeconds}, stale-while-revalidate=${STALE_SECONDS}, stale-if-error=${STALE_IF_ERROR_SECONDS}`;
}

/** Weak comparison of RFC 9110, section 8.8.3.2, against each tag of the list. */
export function matchesEtag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  const opaque = etag.replace(/^W\//, '');
  return ifNoneMatch
    .split(/\s*,\s*/)
    .some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === opaque);
}
