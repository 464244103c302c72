/** One HTTP GET under a deadline, and what its answer amounts to. Redirects are reported, not followed. */
import { err, ok, type Result } from '../shared/result.ts';
import { discardBody, readBody } from './body.ts';
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
/** Visible ASCII, of a length that is worth storing. */
const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/;

/** Sends one GET for JSON to `url`; `etag` is sent as If-None-Match. */
export async function get(
  transport: Transport,
  url: URL,
  etag: string | null,
): Promise<Result<Answer, Failure>> {
  const cancel = new AbortController();
  const settled = new AbortController();
  const deadline = transport
    .sleep(transport.timeoutMs, settled.signal)
    .then(() => err<Failure>({ kind: 'timeout', detail: `no full answer within ${transport.timeoutMs} ms` }));
  try {
    return await Promise.race([exchange(transport, url, etag, cancel.signal), deadline]);
  } finally {
    settled.abort();
    cancel.abort();
  }
}

async function exchange(
  transport: Transport,
  url: URL,
  etag: string | null,
  signal: AbortSignal,
): Promise<Result<Answer, Failure>> {
  // A bare call: workerd's fetch refuses to be called as a method of another object.
  const { fetch } = transport;
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'BrawlFast/0.1' };
  if (etag !== null) headers['if-none-match'] = etag;
  let response: Response;
  try {
    response = await fetch(url.href, { headers, redirect: 'manual', signal });
  } catch (error) {
    return err({ kind: 'network', detail: causeOf(error) });
  }
  if (response.status === 200 && !isPage(response)) return readAnswer(response, transport.maxBytes);
  await discardBody(response);
  return judge(response, etag, transport.now());
}

async function readAnswer(response: Response, maxBytes: number): Promise<Result<Answer, Failure>> {
  const body = await readBody(response, maxBytes);
  if (!body.ok) {
    return body.error === 'too-large'
      ? err({ kind: 'too-large', detail: `more than ${maxBytes} bytes` })
      : err({ kind: 'network', detail: 'the body broke off' });
  }
  if (startsLikeMarkup(body.value)) {
    return err({ kind: 'challenge', status: 200, detail: 'markup in the place of JSON' });
  }
  const etag = response.headers.get('etag');
  return ok({ kind: 'body', bytes: body.value, etag: etag !== null && ETAG.test(etag) ? etag : null });
}

/** An answer without a body that could be of use. */
function judge(response: Response, etag: string | null, now: number): Result<Answer, Failure> {
  const { status, headers } = response;
  if (status === 304 && etag !== null) return ok({ kind: 'unchanged' });
  const location = headers.get('location');
  if (REDIRECTS.has(status) && location !== null) return ok({ kind: 'redirect', status, location });
  if (status === 404 || status === 410) return err({ kind: 'not-found', status, detail: 'there is none' });
  const wait = retryAfterMs(headers.get('retry-after'), now);
  if (status === 429) {
    return err({
      kind: 'rate-limited',
      status,
      retryAfterMs: wait ?? DEFAULT_RATE_LIMIT_MS,
      detail: 'too many requests',
    });
  }
  const asked = wait === null ? {} : { retryAfterMs: wait };
  if (CHALLENGES.has(status) && isPage(response)) {
    return err({ kind: 'challenge', status, ...asked, detail: 'a page in the place of JSON' });
  }
  return err({ kind: 'status', status, ...asked, detail: 'not an answer' });
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

/** A fetch that threw: its message, and the system's error code where Node gives one. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'fetch failed';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? ` ${String(cause.code)}` : '';
  return excerpt(error.message + code);
}
