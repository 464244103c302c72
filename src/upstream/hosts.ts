/** The hosts that a client may talk to, each behind its circuit breaker, and requests that stay among them. */
import { err, ok, type Result } from '../shared/result.ts';
import type { Breaker, BreakerState } from './breaker.ts';
import type { UpstreamError, UpstreamErrorKind } from './errors.ts';
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
  readonly etag?: string | undefined;
  /** a secret for the origin of `url`: it is sent nowhere else, and no redirect leads from there */
  readonly authorization?: string;
  readonly gate?: Gate;
}

/** What a request must pass beside its host's breaker; redirects pass it again. */
export interface Gate {
  /** Why nothing may be sent now; null if it may. Asked before the turn and again when it has come. */
  refusal(): Failure | null;
  /** Resolves when it is this request's turn. */
  turn(): Promise<void>;
  /** To be called when the request is sent. */
  begin(): void;
}

/** An answer, and the host that gave it after all redirects. */
export interface Delivered {
  readonly answer: Exclude<Answer, { kind: 'redirect' }>;
  readonly host: string;
}

const MAX_REDIRECTS = 2;
/** A host that says so is in good health. */
const IN_GOOD_HEALTH: ReadonlySet<UpstreamErrorKind> = new Set(['not-found', 'bad-request']);
/** Asking again soon would not only be useless but rude. */
const GRAVE: ReadonlySet<UpstreamErrorKind> = new Set(['key-refused', 'key-address', 'maintenance']);

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
  const passed: string[] = [];
  let { url } = request;
  for (;;) {
    const { host } = url;
    const refused = await admit(hosts, request, host, budget);
    if (refused !== null) return err(refused);
    const result = await get(hosts.transport, {
      url,
      etag: etagFor(request.etag, host),
      authorization: url.origin === request.url.origin ? (request.authorization ?? null) : null,
    });
    if (!result.ok) return fail(hosts, request.resource, host, result.error);
    const answer = result.value;
    if (answer.kind !== 'redirect') {
      // Only now: a circle of redirects is nobody's success. The last host is the caller's to judge.
      for (const other of passed) if (other !== host) succeed(hosts, other);
      return ok({ answer, host });
    }
    const target = redirectTarget(hosts, request, answer.location, url);
    if (target === null || passed.length === MAX_REDIRECTS) {
      const detail = target === null ? 'a redirect that leads elsewhere' : 'too many redirects';
      return fail(hosts, request.resource, host, { kind: 'status', status: answer.status, detail });
    }
    passed.push(host);
    url = target;
  }
}

/** Counts the request as sent where it may be: with the breaker, the gate and the budget. Else says why not. */
async function admit(
  hosts: Hosts,
  { resource, gate }: HostRequest,
  host: string,
  budget: RequestBudget,
): Promise<UpstreamError | null> {
  const early = refuse(hosts, resource, host, gate, budget);
  if (early !== null) return early;
  if (gate !== undefined) {
    await gate.turn();
    // Others went before: the circuit may have opened, the budget may be spent.
    const late = refuse(hosts, resource, host, gate, budget);
    if (late !== null) return late;
  }
  // Nothing is awaited between the last look and here, so that no two requests see the same chance.
  if (!budget.take()) return exhausted(resource);
  hosts.breakers.get(host)?.begin();
  gate?.begin();
  return null;
}

function refuse(
  hosts: Hosts,
  resource: string,
  host: string,
  gate: Gate | undefined,
  budget: RequestBudget,
): UpstreamError | null {
  const retryAfterMs = waitMs(hosts, host);
  if (retryAfterMs > 0) {
    return { kind: 'circuit-open', resource, host, retryAfterMs, detail: 'left alone for now' };
  }
  if (budget.remaining <= 0) return exhausted(resource);
  const refusal = gate?.refusal() ?? null;
  return refusal === null ? null : { ...refusal, resource };
}

function exhausted(resource: string): UpstreamError {
  return { kind: 'budget-exhausted', resource, detail: 'no subrequest left' };
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
  const wait = failure.retryAfterMs ?? 0;
  if (IN_GOOD_HEALTH.has(failure.kind)) breaker?.success();
  else if (GRAVE.has(failure.kind)) breaker?.trip(wait);
  else breaker?.failure();
  if (wait > 0) breaker?.hold(wait);
  return err<UpstreamError>({ ...failure, resource, host });
}

/** An ETag with its host's name, since to another host it means nothing: "host|etag". */
export function sealEtag(etag: string | null, host: string): string | null {
  return etag === null ? null : `${host}|${etag}`;
}

function etagFor(sealed: string | undefined, host: string): string | null {
  return sealed?.startsWith(`${host}|`) ? sealed.slice(host.length + 1) : null;
}

function redirectTarget(hosts: Hosts, request: HostRequest, location: string, from: URL): URL | null {
  if (!URL.canParse(location, from)) return null;
  const target = new URL(location, from);
  if (!hosts.breakers.has(target.host) || target.username !== '' || target.password !== '') return null;
  if (request.authorization !== undefined && target.origin !== request.url.origin) return null;
  return target.protocol === 'https:' || target.protocol === from.protocol ? target : null;
}
