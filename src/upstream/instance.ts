/** A client for another instance of BrawlFast: its public snapshot is followed, or ours is pushed to it. */
import { err, ok, type Result } from '../shared/result.ts';
import type { UpstreamError } from './errors.ts';
import {
  type Answer,
  type Failure,
  type GetRequest,
  get,
  put,
  type Refusal,
  type Transport,
} from './exchange.ts';

export interface InstanceOptions extends Pick<Transport, 'fetch' | 'sleep' | 'now'> {
  /** as readInstance() gives it */
  readonly base: URL;
  /** the largest snapshot there may be, in bytes */
  readonly maxBytes: number;
}

export type Followed =
  | { readonly kind: 'fresh'; readonly bytes: Uint8Array; readonly etag: string | null }
  | { readonly kind: 'unchanged' };

/** No method throws for anything that the other instance does. Each is one subrequest: nothing is retried or redirected. */
export interface Instance {
  /** host name and port */
  readonly host: string;
  /** Its snapshot, unless it is the one that `etag` was given for. */
  get(etag: string | null): Promise<Result<Followed, UpstreamError>>;
  /** Hands a snapshot over. Resolves to the content hash that the other one says it has now. */
  put(snapshot: Uint8Array<ArrayBuffer>, token: string): Promise<Result<string, UpstreamError>>;
}

/** A megabyte takes a while on a slow line. */
const TIMEOUT_MS = 20_000;
const MAX_RECEIPT_BYTES = 4096;
const RESOURCE = 'snapshot';
const BINARY = 'application/octet-stream';
const HASH = /^[0-9a-f]{16}$/;
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The base address of an instance, given as the variable `name`. Throws a TypeError that names the variable and quotes
 * nothing, unless it is https, or http on this machine, and has no user, query and fragment.
 */
export function readInstance(text: string, name: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (url === null || !safe || `${url.username}${url.password}${url.search}${url.hash}` !== '') {
    throw new TypeError(
      `${name} must be an https URL (http on the loopback) without user, password, query and fragment`,
    );
  }
  return new URL(url.pathname.endsWith('/') ? url.href : `${url.href}/`);
}

export function createInstance(options: InstanceOptions): Instance {
  const url = new URL('api/snapshot', options.base);
  const { host } = options.base;
  const transport = { ...options, timeoutMs: TIMEOUT_MS };
  const failed = (failure: Failure) => err({ ...failure, resource: RESOURCE, host });
  return {
    host,
    async get(etag) {
      const request: GetRequest = { url, etag, authorization: null, accept: BINARY };
      const answer = await get({ ...transport, explain: explainGet }, request);
      if (!answer.ok) return failed(answer.error);
      if (answer.value.kind === 'redirect') return failed(redirected(answer.value.status));
      if (answer.value.kind === 'unchanged') return ok({ kind: 'unchanged' });
      return ok({ kind: 'fresh', bytes: answer.value.bytes, etag: answer.value.etag });
    },
    async put(snapshot, token) {
      const request: GetRequest = { url, etag: null, authorization: `Bearer ${token}` };
      const answer = await put(
        { ...transport, maxBytes: MAX_RECEIPT_BYTES, explain: explainPut },
        request,
        snapshot,
      );
      if (!answer.ok) return failed(answer.error);
      const hash = receiptHash(answer.value);
      if (hash !== null) return ok(hash);
      if (answer.value.kind === 'redirect') return failed(redirected(answer.value.status));
      return failed({ kind: 'wrong-shape', status: 200, detail: 'an answer that is no receipt' });
    },
  };
}

function redirected(status: number): Failure {
  return { kind: 'status', status, detail: 'a redirect, which is not followed: name the final address' };
}

/** The hash of a receipt; whatever else answers 200 (a login page, a proxy) has acknowledged nothing. */
function receiptHash(answer: Answer): string | null {
  if (answer.kind !== 'body') return null;
  try {
    const { snapshot } = JSON.parse(new TextDecoder().decode(answer.bytes)) as { snapshot?: unknown };
    return typeof snapshot === 'string' && HASH.test(snapshot) ? snapshot : null;
  } catch {
    return null;
  }
}

function explainGet({ status, page }: Refusal): Failure | null {
  if (page && status !== 404)
    return { kind: 'challenge', status, detail: 'a page in the place of a snapshot' };
  if (status === 404) return { kind: 'not-found', status, detail: 'there is no snapshot at this address' };
  return null;
}

/** What an edge means by its refusals: src/serve/push.ts. In our words, since theirs could quote the token. */
const REFUSALS: Readonly<Record<number, Pick<Failure, 'kind' | 'detail'>>> = {
  401: { kind: 'key-refused', detail: 'the edge does not accept the token' },
  404: { kind: 'not-found', detail: 'there is no edge at this address' },
  405: { kind: 'status', detail: 'the edge takes no pushes: its BRAWLFAST_PUBLISH_TOKEN is not set' },
  409: { kind: 'status', detail: 'the edge has a newer snapshot' },
  413: { kind: 'too-large', detail: 'more bytes than the edge takes' },
  422: {
    kind: 'status',
    detail: 'the edge refuses the snapshot: another kind of data, another format or clock',
  },
};

function explainPut({ status }: Refusal): Failure | null {
  const known = REFUSALS[status];
  return known === undefined ? null : { ...known, status };
}
