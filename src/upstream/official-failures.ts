/**
 * What the official API says when it refuses: a status, and {"reason": "accessDenied.invalidIp", "message": "…"}. The
 * reason decides; not a word of either is repeated, since a message names addresses and might quote the key.
 */
import type { UpstreamErrorKind } from './errors.ts';
import type { Failure, Refusal } from './exchange.ts';

/** No request with the same key gets any further, and whoever sends many is rude: one an hour. */
export const KEY_HOLD_MS = 3_600_000;
/** Maintenance takes the game minutes to hours. */
export const MAINTENANCE_HOLD_MS = 15 * 60_000;
/** A bot check or an outage page, of the relay or of Cloudflare. */
export const PAGE_HOLD_MS = 5 * 60_000;
/** A 429 without Retry-After. */
export const RATE_LIMIT_HOLD_MS = 30_000;

const READ_THE_DOCS = 'see docs/api-key.md';

/** What a circuit is open for, where it is more than a host that fails. */
export type Trouble = Extract<UpstreamErrorKind, 'key-refused' | 'key-address' | 'maintenance'>;

/** In words, for the requests that are not sent because of it. */
export const LEFT_ALONE: Readonly<Record<Trouble, string>> = {
  'key-refused': `left alone: the key was refused, ${READ_THE_DOCS}`,
  'key-address': `left alone: the key is for other addresses, ${READ_THE_DOCS}`,
  maintenance: 'left alone: the upstream is being maintained',
};

export function isTrouble(kind: UpstreamErrorKind): kind is Trouble {
  return Object.hasOwn(LEFT_ALONE, kind);
}

/** Explains refusals of the official API and of relays before it. `random` spreads those who would come back at once. */
export function createExplain(random: () => number): (refusal: Refusal) => Failure | null {
  const atLeast = (ms: number, waitMs: number | null) =>
    Math.max(waitMs ?? 0, Math.round(ms * (1 + 0.25 * random())));
  return (refusal) => {
    const { status, page, waitMs } = refusal;
    if (page && (status === 403 || status === 503)) {
      const retryAfterMs = atLeast(PAGE_HOLD_MS, waitMs);
      return { kind: 'challenge', status, retryAfterMs, detail: 'a page in the place of JSON' };
    }
    if (status === 400) return { kind: 'bad-request', status, detail: 'there can be no such thing' };
    if (status === 401 || status === 403) {
      return { ...refusedKey(refusal), status, retryAfterMs: atLeast(KEY_HOLD_MS, waitMs) };
    }
    if (status === 429 && waitMs === null) {
      const retryAfterMs = atLeast(RATE_LIMIT_HOLD_MS, null);
      return { kind: 'rate-limited', status, retryAfterMs, detail: 'too many requests, no Retry-After' };
    }
    if (status === 503 && reasonOf(refusal).reason === 'inMaintenance') {
      const retryAfterMs = atLeast(MAINTENANCE_HOLD_MS, waitMs);
      return { kind: 'maintenance', status, retryAfterMs, detail: 'the upstream is being maintained' };
    }
    if (status < 500) return null;
    const asked = waitMs === null ? {} : { retryAfterMs: waitMs };
    return { kind: 'server-error', status, ...asked, detail: 'the upstream failed' };
  };
}

function refusedKey(refusal: Refusal): Pick<Failure, 'kind' | 'detail'> {
  const { reason, message } = reasonOf(refusal);
  // Older answers have the plain reason and only the message tells the two cases apart.
  if (reason === 'accessDenied.invalidIp' || (reason === 'accessDenied' && /\bfrom IP\b/.test(message))) {
    return { kind: 'key-address', detail: `the key is not valid for our address, ${READ_THE_DOCS}` };
  }
  const word = reason === 'accessDenied' ? 'the key was refused' : 'refused without a known reason';
  return { kind: 'key-refused', detail: `${word}, ${READ_THE_DOCS}` };
}

/** Empty texts where the body is not what the API sends. */
function reasonOf({ body }: Refusal): { readonly reason: string; readonly message: string } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(body));
  } catch {
    value = null;
  }
  const field = (name: string): string => {
    const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    return typeof text === 'string' ? text : '';
  };
  return { reason: field('reason'), message: field('message') };
}
