/**
 * Decide first, bytes after: a handler returns an intent, a pure value; `respond` turns it into a Response, with the
 * headers of headers.ts. All of it can be tested without a server.
 */
import {
  answerHeaders,
  CORS,
  type Described,
  etagOf,
  matchesEtag,
  SECURITY,
  unchangedHeaders,
} from './headers.ts';
import { type Problem, problemBody } from './problems.ts';

export type Intent =
  | (Described & {
      readonly kind: 'answer';
      readonly body: () => Uint8Array | string;
      /** the body is compressed already */
      readonly encoding?: 'gzip';
      /** of a page that says that something is missing; 200 where absent */
      readonly status?: 400 | 404 | 503;
    })
  /** what was asked for is at another address of ours; `permanent`: and will stay there */
  | { readonly kind: 'redirect'; readonly location: string; readonly permanent: boolean }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly allow?: string };

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

const PREFLIGHT_SECONDS = 86_400;
const READS = ['GET', 'HEAD', 'OPTIONS'];

/** Turns an intent into a response to `request`: conditional requests, HEAD and all headers. */
export function respond(intent: Intent, request: Request): Response {
  if (intent.kind === 'problem') return problemResponse(intent.problem, request, intent.allow);
  if (intent.kind === 'redirect') {
    const headers = { ...CORS, ...SECURITY, location: intent.location, 'cache-control': 'no-store' };
    return new Response(null, { status: intent.permanent ? 308 : 302, headers });
  }
  const headers = answerHeaders(intent);
  if (intent.version !== null && matchesEtag(request.headers.get('if-none-match'), etagOf(intent.version)))
    return new Response(null, { status: 304, headers: unchangedHeaders(headers) });
  const body = request.method === 'HEAD' ? null : (intent.body() as BodyInit);
  if (intent.encoding === undefined) return new Response(body, { status: intent.status ?? 200, headers });
  headers.set('content-encoding', intent.encoding);
  // The runtime decodes it again for whoever does not take it.
  return new Response(body, { headers, encodeBody: 'manual' } as ResponseInit);
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
