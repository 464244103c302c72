/**
 * The client of BrawlAPI: keyless, static JSON from two hosts that serve the same data. The first host is asked
 * first; what it fails to deliver, the next one is asked for. An answer counts only once it has been extracted, so
 * that a truncated or misshapen one is the host's failure, not ours.
 */
import { KIND_BRAWLERS, KIND_EVENTS, KIND_MAP, KIND_MAPS, KIND_MODES } from '../../kernel/layout/bundle.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { createBreaker } from './breaker.ts';
import type { UpstreamError } from './errors.ts';
import type { Failure, Transport } from './exchange.ts';
import { type Extraction, type Misread, misread } from './extraction.ts';
import { ask, fail, type Hosts, type SavedBreakers, sealEtag, succeed } from './hosts.ts';
import type { CatalogueRequest, CatalogueSource, Fetched, RequestBudget, Resource } from './port.ts';
import { resourceName } from './port.ts';
import { type Patience, persist } from './retry.ts';

export interface BrawlApiOptions extends Pick<Transport, 'fetch' | 'sleep' | 'now'> {
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  /** The kernel: an answer of kind KIND_* to a bundle, or a code of kernel/layout/errors.ts and where it struck. */
  readonly extract: Extract;
  /** base URLs, in the order in which they are asked */
  readonly hosts?: readonly string[];
  /** for headers and body of one request, in ms */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly attemptsPerHost?: number;
  /** as breakers() gave it at the end of an earlier step */
  readonly breakers?: SavedBreakers;
}

export type Extract = (kind: number, bytes: Uint8Array) => Extraction;

export interface BrawlApi extends CatalogueSource {
  /** The circuit breakers, to be stored and handed to the next step's client. */
  breakers(): SavedBreakers;
}

export const BRAWLAPI_HOSTS: readonly string[] = [
  'https://api.brawlapi.com/v1',
  // Since 2026 it blocks robots or redirects to the first one; as a fallback it costs little.
  'https://api.brawlify.com/v1',
];

const TIMEOUT_MS = 8000;
/** Nearly ten times the largest list known (855 KB). */
const MAX_BYTES = 8_000_000;
const ATTEMPTS_PER_HOST = 2;
const BACKOFF = { baseMs: 500, capMs: 2000 };
/** Rather than wait longer than this inside a step, we ask the next host. */
const MAX_WAIT_MS = 2000;
const BREAKER = { threshold: 5, coolDownMs: 30_000, maxCoolDownMs: 15 * 60_000 };

const ENDPOINTS = {
  maps: { path: '/maps', kind: KIND_MAPS },
  brawlers: { path: '/brawlers', kind: KIND_BRAWLERS },
  modes: { path: '/gamemodes', kind: KIND_MODES },
  events: { path: '/events', kind: KIND_EVENTS },
} as const;

interface Client {
  readonly hosts: Hosts;
  readonly bases: readonly URL[];
  readonly extract: Extract;
  readonly patience: Patience;
}

/** A client of BrawlAPI. It keeps no state but its breakers; several requests may run at once. */
export function createBrawlApi(options: BrawlApiOptions): BrawlApi {
  const { fetch, sleep, now, random, extract } = options;
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const bases = (options.hosts ?? BRAWLAPI_HOSTS).map((base) => new URL(base));
  // A probe that is lost (a step that was killed) keeps the others out for twice the time that it could have taken.
  const breakerOptions = { ...BREAKER, now, random, probeMs: 2 * timeoutMs };
  const breakers = new Map(
    bases.map(({ host }) => [host, createBreaker(breakerOptions, options.breakers?.[host])]),
  );
  const client: Client = {
    hosts: {
      transport: { fetch, sleep, now, timeoutMs, maxBytes: options.maxBytes ?? MAX_BYTES },
      breakers,
    },
    bases,
    extract,
    patience: {
      attempts: options.attemptsPerHost ?? ATTEMPTS_PER_HOST,
      backoff: BACKOFF,
      maxWaitMs: MAX_WAIT_MS,
      mayPass,
      random,
    },
  };
  return {
    fetch: (request, budget) => askAllHosts(client, request, budget),
    breakers: () => Object.fromEntries([...breakers].map(([host, breaker]) => [host, breaker.state()])),
  };
}

/** The hosts in order, until one delivers or says something final. */
async function askAllHosts(client: Client, request: CatalogueRequest, budget: RequestBudget) {
  const errors: UpstreamError[] = [];
  for (const base of client.bases) {
    const result = await persist(client.hosts, client.patience, () => askOnce(client, base, request, budget));
    if (result.ok || isFinal(result.error, request.resource)) return result;
    errors.push(result.error);
  }
  return err(mostTelling(errors, resourceName(request.resource)));
}

async function askOnce(
  { hosts, extract }: Client,
  base: URL,
  request: CatalogueRequest,
  budget: RequestBudget,
): Promise<Result<Fetched, UpstreamError>> {
  const resource = resourceName(request.resource);
  const { path, kind } = endpoint(request.resource);
  const url = new URL(base.pathname.replace(/\/$/, '') + path, base);
  const delivered = await ask(hosts, { url, resource, etag: request.etag }, budget);
  if (!delivered.ok) return delivered;
  const { answer, host } = delivered.value;
  if (answer.kind === 'unchanged') {
    succeed(hosts, host);
    return ok({ kind: 'unchanged', host });
  }
  const extracted = extract(kind, answer.bytes);
  if (!extracted.ok) return fail(hosts, resource, host, failureOf(extracted.error));
  succeed(hosts, host);
  return ok({ kind: 'fresh', bundle: extracted.value, etag: sealEtag(answer.etag, host), host });
}

function endpoint(resource: Resource): { readonly path: string; readonly kind: number } {
  return typeof resource === 'string'
    ? ENDPOINTS[resource]
    : { path: `/maps/${resource.mapId}`, kind: KIND_MAP };
}

/**
 * Asking the next host won't help. A map that one host doesn't know, the other, a mirror, doesn't know either; a
 * whole list that is missing says that the host has moved its API, so there the next one is worth a request.
 */
function isFinal(error: UpstreamError, resource: Resource): boolean {
  if (error.kind === 'not-found') return typeof resource !== 'string';
  return error.kind === 'budget-exhausted';
}

/** Failures that may pass within a second or two. A slow host isn't asked twice in a row: that makes it slower. */
function mayPass(error: UpstreamError): boolean {
  if (error.kind === 'status') return error.status !== undefined && error.status >= 500;
  return error.kind === 'network' || error.kind === 'rate-limited';
}

/** Of all hosts' failures, the first of one that was asked; else the circuit that closes soonest. */
function mostTelling(errors: readonly UpstreamError[], resource: string): UpstreamError {
  const asked = errors.find((error) => error.kind !== 'circuit-open');
  const [soonest] = errors.toSorted((a, b) => (a.retryAfterMs ?? 0) - (b.retryAfterMs ?? 0));
  return asked ?? soonest ?? { kind: 'network', resource, detail: 'no host is configured' };
}

/** A body that ends early is one that is not JSON: nobody asks which, and the next host is asked in either case. */
function failureOf(error: Misread): Failure {
  const failure = misread(error);
  return failure.kind === 'truncated' ? { ...failure, kind: 'not-json' } : failure;
}
