/** Everything that can go wrong between us and an upstream, as a value. */

export type UpstreamErrorKind =
  /** headers or body did not arrive in time */
  | 'timeout'
  /** no connection, or it broke off */
  | 'network'
  /** a status that is no answer, or a redirect that we don't follow */
  | 'status'
  /** 429: we are asked to wait `retryAfterMs` */
  | 'rate-limited'
  /** 404 or 410 */
  | 'not-found'
  /** 400, or never sent since it could not but fail: no such tag, country or brawler can be */
  | 'bad-request'
  /** nothing was sent: there is no key, or none that a header could carry */
  | 'no-key'
  /** 401 or 403: the upstream doesn't accept the key */
  | 'key-refused'
  /** 403: the key is good, but not for the address that the request came from */
  | 'key-address'
  /** 503: the upstream says that it is being maintained */
  | 'maintenance'
  /** official API: any other 5xx */
  | 'server-error'
  /** a page for humans (bot check, outage page) in the place of JSON */
  | 'challenge'
  /** more bytes than we are willing to hold */
  | 'too-large'
  /** the body is not JSON, or (BrawlAPI) breaks off */
  | 'not-json'
  /** official API: the answer began and broke off */
  | 'truncated'
  /** JSON, but a field that we need is missing, has the wrong type or is out of range */
  | 'wrong-shape'
  /** nothing was sent: the host is to be left alone for another `retryAfterMs` */
  | 'circuit-open'
  /** nothing was sent: this endpoint's requests of the minute are used up, for another `retryAfterMs` */
  | 'endpoint-budget'
  /** nothing was sent: the step has no subrequest left */
  | 'budget-exhausted';

export interface UpstreamError {
  readonly kind: UpstreamErrorKind;
  /** what was asked for, in words: "maps", "map 15000022" */
  readonly resource: string;
  /** host name (and port) that failed; absent where no single host did */
  readonly host?: string;
  readonly status?: number;
  /** milliseconds from the failure until the host may be asked again */
  readonly retryAfterMs?: number;
  /** our own words, with at most an excerpt() of anybody else's */
  readonly detail: string;
}

const EXCERPT_INPUT = 1000;
const EXCERPT_LENGTH = 80;

/**
 * Foreign text, made harmless for logs and health pages: plain ASCII without markup or control characters, at most
 * 80 of them, and nothing as long as a token or a key (24 characters or more without a break).
 */
export function excerpt(text: string): string {
  return text
    .slice(0, EXCERPT_INPUT)
    .replace(/[^A-Za-z0-9 .,:;()/_-]+/g, ' ')
    .replace(/[A-Za-z0-9_-]{24,}/g, '(cut)')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, EXCERPT_LENGTH);
}

/** One line for logs and /health. Holds no secret and no upstream text but an excerpt(). */
export function describe(error: UpstreamError): string {
  const from = error.host === undefined ? '' : ` from ${error.host}`;
  const status = error.status === undefined ? '' : ` ${error.status}`;
  const wait =
    error.retryAfterMs === undefined ? '' : `, to be asked again in ${seconds(error.retryAfterMs)} s`;
  return `${error.resource}${from}: ${error.kind}${status} (${excerpt(error.detail)})${wait}`;
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000);
}
