/** The hosts that a client may talk to, each behind its circuit breaker, and requests that stay among them. */
import { err, ok, type Result } from '../shared/result.ts';
import type { Breaker, BreakerState } from './breaker.ts';
import type { UpstreamError } from './errors.ts';
import { type Answer, type Failure, get, type Transport } from './exchange.ts';
import type { RequestBudget } from './port.ts';

export interface Hosts {
  readonly transport: Transport;
  /** by host name, with the port where it isn't the scheme's own */
  readonly breakers: ReadonlyMap<string, Breaker>;
}

/** Breakers by host name, to be stored between steps; plain JSON. */
export type SavedBreakers = Readonly<Record<string, BreakerState>>;

export interface HostRequest {
  readonly url: URL;
  /** what is asked for, in words */
  readonly resource: string;
  /** as sealEtag() made it */
  readonly etag: string | undefined;
}

/** An answer, and the host that gave it after all redirects. */
export interface Delivered {
  readonly answer: Exclude<Answer, { kind: 'redirect' }>;
  readonly host: string;
}

const MAX_REDIRECTS = 2;

/**
 * One request and the redirects that it leads to: at most two, none but to a host of ours, none from https to http.
 * Failures are entered in the breakers. A success is not: whether the answer is any good, the caller has to say, by
 * succeed() or fail().
 */
export async function ask(
  hosts: Hosts,
  request: HostRequest,
  budget: RequestBudget,
): Promise<Result<Delivered, UpstreamError>> {
  const { resource } = request;
  const passed: string[] = [];
  let { url } = request;
  for (;;) {
    const { host } = url;
    const breaker = hosts.breakers.get(host);
    const retryAfterMs = waitMs(hosts, host);
    if (retryAfterMs > 0) {
      return err({ kind: 'circuit-open', resource, host, retryAfterMs, detail: 'left alone for now' });
    }
    if (!budget.take()) return err({ kind: 'budget-exhausted', resource, detail: 'no subrequest left' });
    breaker?.begin();
    const result = await get(hosts.transport, url, etagFor(request.etag, host));
    if (!result.ok) return fail(hosts, resource, host, result.error);
    const answer = result.value;
    if (answer.kind !== 'redirect') {
      // Only now: a circle of redirects is nobody's success. The last host is the caller's to judge.
      for (const other of passed) if (other !== host) succeed(hosts, other);
      return ok({ answer, host });
    }
    const target = redirectTarget(hosts, answer.location, url);
    if (target === null || passed.length === MAX_REDIRECTS) {
      const detail = target === null ? 'a redirect that leads elsewhere' : 'too many redirects';
      return fail(hosts, resource, host, { kind: 'status', status: answer.status, detail });
    }
    passed.push(host);
    url = target;
  }
}

/** How long the host is to be left alone, in ms. */
export function waitMs(hosts: Hosts, host: string | undefined): number {
  return host === undefined ? 0 : (hosts.breakers.get(host)?.waitMs() ?? 0);
}

/** Enters in the host's breaker that it did its work. */
export function succeed(hosts: Hosts, host: string): void {
  hosts.breakers.get(host)?.success();
}

/** Enters a failure in the host's breaker, and says whose it is. */
export function fail(hosts: Hosts, resource: string, host: string, failure: Failure) {
  const breaker = hosts.breakers.get(host);
  // A host that says "there is none" is in good health.
  if (failure.kind === 'not-found') breaker?.success();
  else breaker?.failure();
  if (failure.retryAfterMs !== undefined) breaker?.hold(failure.retryAfterMs);
  return err<UpstreamError>({ ...failure, resource, host });
}

/** An ETag with its host's name, since to another host it means nothing: "host|etag". */
export function sealEtag(etag: string | null, host: string): string | null {
  return etag === null ? null : `${host}|${etag}`;
}

function etagFor(sealed: string | undefined, host: string): string | null {
  return sealed?.startsWith(`${host}|`) ? sealed.slice(host.length + 1) : null;
}

function redirectTarget(hosts: Hosts, location: string, from: URL): URL | null {
  if (!URL.canParse(location, from)) return null;
  const target = new URL(location, from);
  if (!hosts.breakers.has(target.host) || target.username !== '' || target.password !== '') return null;
  return target.protocol === 'https:' || target.protocol === from.protocol ? target : null;
}
