/** The key of the official API: a secret, handled here and in the Authorization header and nowhere else. */

/** RFC 6750, section 2.1: what may follow "Bearer ". Anything else, fetch would refuse, quoting it in its exception. */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;
/** Real ones have about 600 characters. */
const MAX_LENGTH = 4096;

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The key without the line break that piping it into a secret store leaves behind; null where there is none. */
export function readKey(text: string): string | null {
  const key = text.trim();
  return key.length <= MAX_LENGTH && TOKEN.test(key) ? key : null;
}

/**
 * Tells one (origin, key) from another, so that what an upstream said of the old key is not held against a new one. It
 * is 32 bits of a hash (FNV-1a) of some hundred random ones: it may be stored, since nothing can be learnt from it.
 */
export function keyId(origin: string, key: string): string {
  let hash = 0x811c9dc5;
  for (const letter of `${origin} ${key}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * The base of all requests. Throws a TypeError, which quotes nothing, unless it is https, or http on this machine: a key
 * is not sent in the clear.
 */
export function readBase(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (url === null || !safe || `${url.username}${url.password}${url.search}${url.hash}` !== '') {
    throw new TypeError(
      'the base of the official API must be an https URL (http on the loopback) without user, query and fragment',
    );
  }
  return url;
}
