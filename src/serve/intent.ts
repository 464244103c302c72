/**
 * Decide first, bytes after: a handler returns an intent, a pure value; `respond` turns it into a Response. All
 * header policy is here, and can be tested without a server.
 */
import { TERMS } from '../shared/terms.ts';
import { type Problem, problemBody } from './problems.ts';

export type Intent =
  | {
      readonly kind: 'answer';
      readonly body: () => Uint8Array | string;
      readonly type: 'json' | 'html' | 'binary' | 'png';
      /** the state of the data that the answer depends on; null where it must not be cached */
      readonly version: string | null;
      readonly maxAgeSeconds: number;
      /** it never changes: to be kept as long as there is room, whatever maxAgeSeconds says */
      readonly immutable?: true;
      /** the body is compressed already */
      readonly encoding?: 'gzip';
      /** of a page that says that something is missing; 200 where absent */
      readonly status?: 400 | 404 | 503;
      /** of a page: its content security policy */
      readonly policy?: string;
    }
  /** what was asked for is at another address of ours; `permanent`: and will stay there */
  | { readonly kind: 'redirect'; readonly location: string; readonly permanent: boolean }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly allow?: string };

const CONTENT_TYPES = {
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  binary: 'application/octet-stream',
  png: 'image/png',
} as const;

/** On every answer, errors included: a browser on any site may read it. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Retry-After',
} as const;

const SECURITY = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' } as const;
/** Under which terms the data may be used: RFC 6903, section 3. */
const TERMS_LINK = `<${TERMS.policy}>; rel="terms-of-service"`;

/** Of a page that says nothing of its own: nothing at all. */
const NO_POLICY = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Directives of a page's policy but for those that depend on the page. */
const PAGE_POLICY =
  "default-src 'none'; img-src 'self' data: https://cdn.brawlify.com; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'";

/**
 * A page's content security policy: its one sheet of styles by its hash (SHA-256, base64), and whether other sites may frame
 * it.
 */
export function pagePolicy(styleHash: string, embeddable: boolean): string {
  return `${PAGE_POLICY}; style-src 'sha256-${styleHash}'; frame-ancestors ${embeddable ? '*' : "'none'"}`;
}

/** A snapshot changes at most every 3 minutes: an old answer is fine while a new one is fetched. */
const STALE_SECONDS = 300;
/** A day: rather yesterday's ranking than none, while the origin fails. */
const STALE_IF_ERROR_SECONDS = 86_400;
/** What caches take for ever. */
const YEAR_SECONDS = 31_536_000;
const PREFLIGHT_SECONDS = 86_400;
const READS = ['GET', 'HEAD', 'OPTIONS'];

/** Turns an intent into a response to `request`: conditional requests, HEAD and all headers. */
export function respond(intent: Intent, request: Request): Response {
  if (intent.kind === 'problem') return problemResponse(intent.problem, request, intent.allow);
  if (intent.kind === 'redirect') {
    const headers = { ...CORS, ...SECURITY, location: intent.location, 'cache-control': 'no-store' };
    return new Response(null, { status: intent.permanent ? 308 : 302, headers });
  }
  const headers = new Headers({
    ...CORS,
    ...SECURITY,
    'content-type': CONTENT_TYPES[intent.type],
    link: TERMS_LINK,
  });
  if (intent.type === 'html') headers.set('content-security-policy', intent.policy ?? NO_POLICY);
  if (intent.version === null) {
    headers.set('cache-control', 'no-store');
  } else {
    // Weak: the edge compresses as it likes, and the same data may be spelt differently by a later version.
    const etag = `W/"${intent.version}"`;
    headers.set('etag', etag);
    headers.set('cache-control', cachePolicy(intent));
    if (matchesEtag(request.headers.get('if-none-match'), etag)) {
      headers.delete('content-type');
      headers.delete('link');
      return new Response(null, { status: 304, headers });
    }
  }
  const body = request.method === 'HEAD' ? null : (intent.body() as BodyInit);
  if (intent.encoding === undefined) return new Response(body, { status: intent.status ?? 200, headers });
  headers.set('content-encoding', intent.encoding);
  // The runtime decodes it again for whoever does not take it.
  return new Response(body, { headers, encodeBody: 'manual' } as ResponseInit);
}

function cachePolicy({ type, maxAgeSeconds, immutable }: Intent & { kind: 'answer' }): string {
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

/** What reads is supported everywhere, and where `others` are given they too. */
export function methodNotAllowed(method: string, others: readonly string[] = []): Intent {
  const detail = `${method} is not supported: everything here is read by GET.`;
  return { kind: 'problem', problem: { status: 405, detail }, allow: [...READS, ...others].join(', ') };
}

function problemResponse(problem: Problem, request: Request, allow: string | undefined): Response {
  const headers = new Headers({
    ...CORS,
    ...SECURITY,
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  });
  if (allow !== undefined) headers.set('allow', allow);
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer');
  if (problem.retryAfterSeconds !== undefined) headers.set('retry-after', String(problem.retryAfterSeconds));
  const body = request.method === 'HEAD' ? null : problemBody(problem, new URL(request.url).pathname);
  return new Response(body, { status: problem.status, headers });
}

/** The answer to a CORS preflight. */
export function preflightResponse(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...CORS,
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': 'If-None-Match, Accept',
      'access-control-max-age': String(PREFLIGHT_SECONDS),
    },
  });
}
