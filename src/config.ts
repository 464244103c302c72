import type { CollectorConfig } from './collect/collector.ts';
import { DATA_NAMES } from './shared/answers.ts';
import { readInstance } from './upstream/instance.ts';
import { OFFICIAL_BASE } from './upstream/official.ts';

/** Variables of wrangler.collector.jsonc, and secrets; all are text. */
export interface Variables {
  readonly WARM_INTERVAL_SECONDS?: string;
  readonly WARM_CONCURRENCY?: string;
  readonly BRAWLAPI_HOSTS?: string;
  readonly BRAWLFAST_DATA?: string;
  readonly OFFICIAL_BASE?: string;
  readonly OFFICIAL_RATE?: string;
  readonly BATTLES_NOW?: string;
  /** a secret */
  readonly BRAWL_STARS_TOKEN?: string;
  readonly BRAWLFAST_PUBLISH_TO?: string;
  readonly BRAWLFAST_FOLLOW?: string;
  /** a secret */
  readonly BRAWLFAST_PUBLISH_TOKEN?: string;
}

/** What an instance is: docs/roles.md. */
export type Role =
  | {
      readonly role: 'collect';
      /** the edge that is pushed to, with the token that it wants */
      readonly push: { readonly to: URL; readonly token: string } | null;
    }
  | { readonly role: 'receive'; readonly token: string }
  | { readonly role: 'follow'; readonly from: URL };

export interface Config {
  readonly collector: CollectorConfig;
  /** empty for the real ones */
  readonly brawlApiHosts: readonly string[];
  /** null without a key: no battles are collected */
  readonly official: OfficialConfig | null;
  readonly role: Role;
}

export interface OfficialConfig {
  /** base address: the API's own, or a relay's */
  readonly base: string;
  /** requests a second, of all endpoints together */
  readonly requestsPerSecond: number;
  /** epoch seconds that count as now for the window of battles; null for the clock */
  readonly asOf: number | null;
}

const DEFAULT_INTERVAL_S = 60;
/** Any faster would only burn the free plan's rows written, without news to show for it. */
const MIN_INTERVAL_S = 30;
/** Six connections may wait for headers at the same time. */
const MAX_CONCURRENCY = 6;
/** The API's limits are not published; 10 a second a key have been seen to pass. */
const DEFAULT_RATE = 5;
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/]/;
const MAX_RATE = 10;
/** A stand-in on this machine needs no manners. */
const MAX_LOCAL_RATE = 1000;
/** RFC 6750, section 2.1: what may follow "Bearer ". At least as much of it as nobody can guess. */
const TOKEN = /^[A-Za-z0-9._~+/-]{24,512}=*$/;

/** Reads the variables. Throws where one makes no sense: a deployment with a typo should not start quietly. */
export function readConfig(variables: Variables): Config {
  const interval = whole(variables.WARM_INTERVAL_SECONDS, 'WARM_INTERVAL_SECONDS', DEFAULT_INTERVAL_S);
  const concurrency = whole(variables.WARM_CONCURRENCY, 'WARM_CONCURRENCY', MAX_CONCURRENCY);
  const data = variables.BRAWLFAST_DATA || 'live';
  const known = DATA_NAMES.find((name) => name === data);
  if (known === undefined) throw new TypeError(`BRAWLFAST_DATA must be one of ${DATA_NAMES.join(', ')}`);
  const role = readRole(variables);
  const pushes = role.role === 'collect' && role.push !== null;
  return {
    collector: {
      intervalMs: Math.max(interval, MIN_INTERVAL_S) * 1000,
      concurrency: Math.min(Math.max(concurrency, 1), MAX_CONCURRENCY),
      data: known,
      // The push.
      ...(pushes ? { reserved: 1 } : {}),
    },
    brawlApiHosts: (variables.BRAWLAPI_HOSTS ?? '')
      .split(',')
      .map((host) => host.trim())
      .filter((host) => host !== ''),
    official: role.role === 'collect' && variables.BRAWL_STARS_TOKEN ? readOfficial(variables) : null,
    role,
  };
}

function readOfficial(variables: Variables): OfficialConfig {
  const base = variables.OFFICIAL_BASE || OFFICIAL_BASE;
  const isLocal = LOOPBACK.test(base);
  const rate = whole(variables.OFFICIAL_RATE, 'OFFICIAL_RATE', DEFAULT_RATE);
  const asOf = variables.BATTLES_NOW || '0';
  if (!/^[0-9]{1,10}$/.test(asOf)) throw new TypeError('BATTLES_NOW must be a time in epoch seconds');
  return {
    base,
    requestsPerSecond: Math.min(Math.max(rate, 1), isLocal ? MAX_LOCAL_RATE : MAX_RATE),
    asOf: Number(asOf) || null,
  };
}

/** Who collects, who is pushed to, who follows. No error quotes a value: one of them is a secret. */
function readRole(variables: Variables): Role {
  const token = readToken(variables.BRAWLFAST_PUBLISH_TOKEN);
  const to = variables.BRAWLFAST_PUBLISH_TO?.trim() ?? '';
  const from = variables.BRAWLFAST_FOLLOW?.trim() ?? '';
  if (from !== '') {
    if (to !== '') throw new TypeError('BRAWLFAST_FOLLOW and BRAWLFAST_PUBLISH_TO exclude each other');
    if (token !== null)
      throw new TypeError('BRAWLFAST_FOLLOW and BRAWLFAST_PUBLISH_TOKEN exclude each other');
    return { role: 'follow', from: readInstance(from, 'BRAWLFAST_FOLLOW') };
  }
  if (to !== '') {
    if (token === null) throw new TypeError('BRAWLFAST_PUBLISH_TO needs BRAWLFAST_PUBLISH_TOKEN');
    return { role: 'collect', push: { to: readInstance(to, 'BRAWLFAST_PUBLISH_TO'), token } };
  }
  return token === null ? { role: 'collect', push: null } : { role: 'receive', token };
}

function readToken(text: string | undefined): string | null {
  // Piping it into a secret store leaves a line break behind.
  const token = text?.trim() ?? '';
  if (token === '') return null;
  if (!TOKEN.test(token)) {
    throw new TypeError('BRAWLFAST_PUBLISH_TOKEN must be 24 to 512 letters, digits or any of . _ ~ + / -');
  }
  return token;
}

function whole(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  if (!/^[0-9]{1,6}$/.test(text)) throw new TypeError(`${name} must be a whole number`);
  return Number(text);
}
