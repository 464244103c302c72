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
   * `/official/v1/`; `now` is in epoch milliseconds. Never throws on any path.
   */
  answer(path: string, now: number): Answer;
}

/** A 200 with JSON and a strong entity tag: equal bytes, equal tag. */
export function jsonAnswer(json: string | Buffer): Answer {
  const body = typeof json === 'string' ? Buffer.from(json) : json;
  const tag = createHash('sha256').update(body).digest('hex').slice(0, 32);
  return { status: 200, headers: { 'content-type': 'application/json', etag: `"${tag}"` }, body };
}

/** The 404 of the API that was asked, in its own shape. */
export function notFound(path: string): Answer {
  const text = path.startsWith('/official/')
    ? '{"reason":"notFound","message":"Not found with provided parameters."}'
    : '{"error":"Not Found"}';
  return { status: 404, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
}

/**
 * Whether an `If-None-Match` header names the entity tag (RFC 9110, 13.1.2: a list, or `*`, compared weakly).
 */
export function matchesTag(ifNoneMatch: string | undefined, etag: string | undefined): boolean {
  if (ifNoneMatch === undefined || etag === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
