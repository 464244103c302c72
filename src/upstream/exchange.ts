/** One HTTP request under a deadline, and what its answer amounts to. Redirects are reported, not followed. */

import { discardBody, readBody } from '../shared/body.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { excerpt, type UpstreamError } from './errors.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Sleep } from './sleep.ts';

export interface Transport {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly sleep: Sleep;
  /** epoch ms */
  readonly now: () => number;
  /** for headers and body together, in ms */
  readonly timeoutMs: number;
  /** of a body as decompressed */
  readonly maxBytes: number;
  /** What an upstream says of its failures beyond their status; null where it says nothing that HTTP doesn't. */
  readonly explain?: (refusal: Refusal) => Failure | null;
}

/** An answer that is none: neither 200 nor a redirect. */
export interface Refusal {
  readonly status: number;
  /** a page for humans, by its headers or its first byte */
  readonly page: boolean;
  /** the body, as far as it came; empty if it was too long to be an explanation */
  readonly body: Uint8Array;
  /** Retry-After, in ms; null where there is none */
  readonly waitMs: number | null;
}

export interface GetRequest {
  readonly url: URL;
  /** sent as If-None-Match */
  readonly etag: string | null;
  /** A secret: no word of anybody else's is repeated where it is sent along, since it could quote it. */
  readonly authorization: string | null;
  /** the media type wanted; JSON where absent */
  readonly accept?: string;
}

export type Answer =
  | { readonly kind: 'body'; readonly bytes: Uint8Array; readonly etag: string | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string };

/** What went wrong, before anybody has said with which resource and host. */
export type Failure = Omit<UpstreamError, 'resource' | 'host'>;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** A bot check or outage page comes with one of these; HTML under any other status is just that status. */
const CHALLENGES = new Set([200, 403, 503]);
/** A 429 that doesn't say how long to wait. */
const DEFAULT_RATE_LIMIT_MS = 30_000;
/** Explanations are a line of JSON. */
const MAX_EXPLANATION_BYTES = 4096;
const NOTHING = new Uint8Array(0);
/** Why a request is ended; without a reason each would be given one, with a trace of the stack. */
const OVER = new Error('the request is over');
/** Visible ASCII, of a length that is worth storing. */
const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/;
/** ECONNREFUSED, UND_ERR_SOCKET, CERT_HAS_EXPIRED */
const SYSTEM_CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/** Sends one GET. */
export function get(transport: Transport, request: GetRequest): Promise<Result<Answer, Failure>> {
  return underDeadline(transport, (signal) => exchange(transport, request, { signal }));
}

/** Sends one PUT of bytes. */
export function put(
  transport: Transport,
  request: GetRequest,
  body: Uint8Array<ArrayBuffer>,
): Promise<Result<Answer, Failure>> {
  return underDeadline(transport, (signal) => exchange(transport, request, { signal, method: 'PUT', body }));
}

async function underDeadline(
  transport: Transport,
  send: (signal: AbortSignal) => Promise<Result<Answer, Failure>>,
): Promise<Result<Answer, Failure>> {
  const cancel = new AbortController();
  const settled = new AbortController();
  const deadline = transport
    .sleep(transport.timeoutMs, settled.signal)
    .then(() => err<Failure>({ kind: 'timeout', detail: `no full answer within ${transport.timeoutMs} ms` }));
  try {
    return await Promise.race([send(cancel.signal), deadline]);
  } finally {
    settled.abort(OVER);
    cancel.abort(OVER);
  }
}

async function exchange(
  transport: Transport,
  request: GetRequest,
  init: RequestInit,
): Promise<Result<Answer, Failure>> {
  // A bare call: workerd's fetch refuses to be called as a method of another object.
  const { fetch } = transport;
  let response: Response;
  try {
    response = await fetch(request.url.href, {
      ...init,
      headers: headersOf(request, init),
      redirect: 'manual',
    });
  } catch (error) {
    return err({ kind: 'network', detail: causeOf(error, request.authorization) });
  }
  if (response.status === 200 && !isPage(response)) return readAnswer(response, transport.maxBytes);
  const location = response.headers.get('location');
  if (REDIRECTS.has(response.status) && location !== null) {
    await discardBody(response);
    return ok({ kind: 'redirect', status: response.status, location });
  }
  const refusal = await readRefusal(transport, response);
  if (refusal.status === 304 && request.etag !== null) return ok({ kind: 'unchanged' });
  return err(transport.explain?.(refusal) ?? judge(refusal));
}

function headersOf(
  { etag, authorization, accept }: GetRequest,
  { body }: RequestInit,
): Record<string, string> {
  const headers: Record<string, string> = {
    accept: accept ?? 'application/json',
    'user-agent': 'BrawlFast/0.1',
  };
  if (body != null) headers['content-type'] = 'application/octet-stream';
  if (etag !== null) headers['if-none-match'] = etag;
  if (authorization !== null) headers.authorization = authorization;
  return headers;
}

async function readAnswer(response: Response, maxBytes: number): Promise<Result<Answer, Failure>> {
  const body = await readBody(response, maxBytes);
  if (!body.ok) {
    return body.error === 'too-large'
      ? err({ kind: 'too-large', detail: `more than ${maxBytes} bytes` })
      : err({ kind: 'network', status: response.status, detail: 'the body broke off' });
  }
  if (startsLikeMarkup(body.value)) {
    return err({ kind: 'challenge', status: 200, detail: 'markup in the place of JSON' });
  }
  const etag = response.headers.get('etag');
  return ok({ kind: 'body', bytes: body.value, etag: etag !== null && ETAG.test(etag) ? etag : null });
}

/** Reads the explanation where there is somebody to understand it, and lets go of the body in any case. */
async function readRefusal(transport: Transport, response: Response): Promise<Refusal> {
  let body: Uint8Array = NOTHING;
  if (transport.explain === undefined || isPage(response)) {
    await discardBody(response);
  } else {
    const read = await readBody(response, MAX_EXPLANATION_BYTES);
    if (read.ok) body = read.value;
  }
  return {
    status: response.status,
    page: isPage(response) || startsLikeMarkup(body),
    body,
    waitMs: retryAfterMs(response.headers.get('retry-after'), transport.now()),
  };
}

/** What HTTP itself says of a failure. */
function judge({ status, page, waitMs }: Refusal): Failure {
  if (status === 404 || status === 410) return { kind: 'not-found', status, detail: 'there is none' };
  if (status === 429) {
    const retryAfterMs = waitMs ?? DEFAULT_RATE_LIMIT_MS;
    return { kind: 'rate-limited', status, retryAfterMs, detail: 'too many requests' };
  }
  const asked = waitMs === null ? {} : { retryAfterMs: waitMs };
  if (CHALLENGES.has(status) && page) {
    return { kind: 'challenge', status, ...asked, detail: 'a page in the place of JSON' };
  }
  return { kind: 'status', status, ...asked, detail: 'not an answer' };
}

function isPage(response: Response): boolean {
  return (
    response.headers.get('cf-mitigated') === 'challenge' ||
    /^text\/html\b/i.test(response.headers.get('content-type') ?? '')
  );
}

/** "<" after white space or a byte order mark: HTML or XML that is labelled as something else. */
function startsLikeMarkup(bytes: Uint8Array): boolean {
  return bytes.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) === 0x3c;
}

/**
 * A fetch that threw: its message, and the system's error code where Node gives one. Beside a secret, the code alone,
 * since messages quote headers (Node: `Headers.append: "Bearer …" is an invalid header value.`).
 */
function causeOf(error: unknown, secret: string | null): string {
  if (!(error instanceof Error)) return 'fetch failed';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (secret === null) return excerpt(`${error.message} ${code}`);
  return SYSTEM_CODE.test(code) && !secret.includes(code) ? `fetch failed ${code}` : 'fetch failed';
}
