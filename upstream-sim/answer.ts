import { createHash } from 'node:crypto';

/** One answer before it goes on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What stands behind the server: a recording or a simulated world. */
export interface Source {
  /**
   * Answers a GET. `path` is the raw request path without the query, beginning with `/brawlapi/v1/` or
   * `/official/v1/`; `now` is in epoch milliseconds; `query` is what stands after the `?`. Never throws on any path.
   */
  answer(path: string, now: number, query?: string): Answer;
}

/** A 200 with JSON and a strong entity tag: equal bytes, equal tag. */
export function jsonAnswer(json: string | Buffer): Answer {
  const body = typeof json === 'string' ? Buffer.from(json) : json;
  const tag = createHash('sha256').update(body).digest('hex').slice(0, 32);
  return { status: 200, headers: { 'content-type': 'application/json', etag: `"${tag}"` }, body };
}

/** An error in the shape of the official API. */
export function officialError(
  status: number,
  reason: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const body = Buffer.from(JSON.stringify({ reason, message }));
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

/** The 404 of the API that was asked, in its own shape. */
export function notFound(path: string): Answer {
  if (path.startsWith('/official/'))
    return officialError(404, 'notFound', 'Not found with provided parameters.');
  const body = Buffer.from('{"error":"Not Found"}');
  return { status: 404, headers: { 'content-type': 'application/json' }, body };
}

/**
 * Whether an `If-None-Match` header names the entity tag (RFC 9110, 13.1.2: a list, or `*`, compared weakly).
 */
export function matchesTag(ifNoneMatch: string | undefined, etag: string | undefined): boolean {
  if (ifNoneMatch === undefined || etag === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
