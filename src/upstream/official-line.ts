/**
 * One request to the official API, from the key to the answer as extracted: the way that all endpoints share. Requests
 * go out as a token bucket lets them, each endpoint within its own budget, and what the API says when it refuses
 * decides how long it is left alone.
 */
import { err, type Result } from '../shared/result.ts';
import { createBreaker } from './breaker.ts';
import type { UpstreamError } from './errors.ts';
import type { Transport } from './exchange.ts';
import { type Misread, misread } from './extraction.ts';
import { ask, fail, type HostRequest, type Hosts, type SavedBreakers, succeed } from './hosts.ts';
import type { Endpoint } from './official-budgets.ts';
import { createExplain, isTrouble, LEFT_ALONE, type Trouble } from './official-failures.ts';
import { createGates, type GateOptions, type GateState } from './official-gates.ts';
import { keyId, readBase, readKey } from './official-key.ts';
import type { RequestBudget } from './port.ts';
import { type Patience, persist } from './retry.ts';

export interface LineOptions extends Pick<Transport, 'fetch' | 'sleep' | 'now'>, GateOptions {
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  /** `https://api.brawlstars.com/v1`, or a relay's; http only on the loopback */
  readonly base: string;
  /** The key; asked for with each request, and kept nowhere. */
  readonly token: () => string;
  /** for headers and body of one request, in ms */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** requests for one answer, the first included */
  readonly attempts?: number;
  /** as state() gave it at the end of an earlier step */
  readonly state?: OfficialState | undefined;
}

/** What the circuit is open for, where it is more than a host that fails. */
export interface OpenFor {
  readonly kind: Trouble;
  /** epoch ms */
  readonly until: number;
}

/** Plain JSON, to be stored between steps. Holds nothing of the key. */
export interface OfficialState extends GateState {
  readonly breakers: SavedBreakers;
  readonly trouble: OpenFor | null;
  /** keyId() of the key that breakers and trouble speak of; empty before the first request */
  readonly key: string;
}

export interface Asked<T> {
  readonly endpoint: Endpoint;
  /** in words */
  readonly resource: string;
  /** below the base, encoded, with its query */
  readonly path: string;
  readonly read: (bytes: Uint8Array) => Result<T, Misread>;
}

export interface Line {
  request<T>(asked: Asked<T>, budget: RequestBudget): Promise<Result<T, UpstreamError>>;
  state(): OfficialState;
}

/** A relay has been seen to take 3.4 s an answer under load. */
const TIMEOUT_MS = 10_000;
/** A log of 25 battles has about 75 KB; recordings hold logs of 2 MB. */
const MAX_BYTES = 4_000_000;
const ATTEMPTS = 2;
const BACKOFF = { baseMs: 500, capMs: 2000 };
/** Rather than wait longer than this inside a step, we give up. */
const MAX_WAIT_MS = 2000;
const BREAKER = { threshold: 5, coolDownMs: 30_000, maxCoolDownMs: 15 * 60_000 };
const NO_KEY = 'no usable key is set: see docs/api-key.md';

/** What is known of the host under one key. */
interface Session {
  readonly id: string;
  readonly hosts: Hosts;
  trouble: OpenFor | null;
}

/** A line to the official API. Throws where the options make no sense; their secrets are not quoted. */
export function createLine(options: LineOptions): Line {
  const base = readBase(options.base);
  const prefix = base.origin + base.pathname.replace(/\/+$/, '');
  const gates = createGates(options, options.state);
  const patience = createPatience(options);
  let session: Session | null = null;

  function sessionOf(key: string): Session {
    const id = keyId(base.origin, key);
    // A new key starts with a clean slate: it is the remedy for most of what an old one has met.
    if (session?.id !== id) session = openSession(options, base.host, id);
    return session;
  }

  return {
    async request(asked, budget) {
      const { resource } = asked;
      const key = readKey(options.token());
      if (key === null) return err({ kind: 'no-key', resource, detail: NO_KEY });
      const current = sessionOf(key);
      const request = {
        url: new URL(prefix + asked.path),
        resource,
        authorization: `Bearer ${key}`,
        gate: gates.of(asked.endpoint),
      };
      const once = () => exchange(current.hosts, request, asked.read, budget);
      const result = await persist(current.hosts, patience, once);
      return conclude(current, options.now(), result);
    },
    state: () => ({ ...gates.state(), ...stateOf(session, options.state) }),
  };
}

/** What is known under the present key; before the first request, what was saved. */
function stateOf(session: Session | null, saved: OfficialState | undefined) {
  if (session === null) {
    return { breakers: saved?.breakers ?? {}, trouble: saved?.trouble ?? null, key: saved?.key ?? '' };
  }
  const breakers = [...session.hosts.breakers].map(([host, breaker]) => [host, breaker.state()] as const);
  return { breakers: Object.fromEntries(breakers), trouble: session.trouble, key: session.id };
}

function createPatience(options: LineOptions): Patience {
  return {
    attempts: options.attempts ?? ATTEMPTS,
    backoff: BACKOFF,
    maxWaitMs: MAX_WAIT_MS,
    mayPass,
    random: options.random,
  };
}

function openSession(options: LineOptions, host: string, id: string): Session {
  const { fetch, sleep, now, random } = options;
  const saved = options.state?.key === id ? options.state : undefined;
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  // A probe that is lost (a step that was killed) keeps the others out for twice the time that it could have taken.
  const breaker = createBreaker({ ...BREAKER, now, random, probeMs: 2 * timeoutMs }, saved?.breakers[host]);
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const transport = { fetch, sleep, now, timeoutMs, maxBytes, explain: createExplain(random) };
  const trouble = saved?.trouble ?? null;
  return {
    id,
    hosts: { transport, breakers: new Map([[host, breaker]]) },
    trouble: trouble !== null && isTrouble(trouble.kind) ? trouble : null,
  };
}

/** One request and its redirects, read; the host's breaker learns how it went. */
async function exchange<T>(
  hosts: Hosts,
  request: HostRequest,
  read: Asked<T>['read'],
  budget: RequestBudget,
): Promise<Result<T, UpstreamError>> {
  const { resource } = request;
  const delivered = await ask(hosts, request, budget);
  if (!delivered.ok) return err(brokenOff(delivered.error));
  const { answer, host } = delivered.value;
  if (answer.kind === 'unchanged') throw new Error('nobody asked whether anything has changed');
  const value = read(answer.bytes);
  if (!value.ok) return fail(hosts, resource, host, misread(value.error));
  succeed(hosts, host);
  return value;
}

/** A connection that broke when the answer had begun is a truncated answer. */
function brokenOff(error: UpstreamError): UpstreamError {
  return error.kind === 'network' && error.status !== undefined ? { ...error, kind: 'truncated' } : error;
}

/** Remembers what a circuit is open for, and says so where nothing is sent because of it. */
function conclude<T>(session: Session, now: number, result: Result<T, UpstreamError>) {
  if (result.ok) return result;
  const { error } = result;
  if (isTrouble(error.kind)) session.trouble = { kind: error.kind, until: now + (error.retryAfterMs ?? 0) };
  const { trouble } = session;
  if (error.kind !== 'circuit-open' || trouble === null || now >= trouble.until) return result;
  return err({ ...error, detail: LEFT_ALONE[trouble.kind] });
}

/** Failures that may pass within a second or two. A slow host isn't asked twice in a row: that makes it slower. */
function mayPass({ kind }: UpstreamError): boolean {
  return kind === 'network' || kind === 'truncated' || kind === 'server-error' || kind === 'rate-limited';
}
