import type { CollectorConfig } from './collect/collector.ts';
import { DATA_NAMES } from './shared/answers.ts';
import { OFFICIAL_BASE } from './upstream/official.ts';

/** Variables of wrangler.jsonc; all are text. */
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
}

export interface Config {
  readonly collector: CollectorConfig;
  /** empty for the real ones */
  readonly brawlApiHosts: readonly string[];
  /** null without a key: no battles are collected */
  readonly official: OfficialConfig | null;
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

/** Reads the variables. Throws where one makes no sense: a deployment with a typo should not start quietly. */
export function readConfig(variables: Variables): Config {
  const interval = whole(variables.WARM_INTERVAL_SECONDS, 'WARM_INTERVAL_SECONDS', DEFAULT_INTERVAL_S);
  const concurrency = whole(variables.WARM_CONCURRENCY, 'WARM_CONCURRENCY', MAX_CONCURRENCY);
  const data = variables.BRAWLFAST_DATA || 'live';
  const known = DATA_NAMES.find((name) => name === data);
  if (known === undefined) throw new TypeError(`BRAWLFAST_DATA must be one of ${DATA_NAMES.join(', ')}`);
  return {
    collector: {
      intervalMs: Math.max(interval, MIN_INTERVAL_S) * 1000,
      concurrency: Math.min(Math.max(concurrency, 1), MAX_CONCURRENCY),
      data: known,
    },
    brawlApiHosts: (variables.BRAWLAPI_HOSTS ?? '')
      .split(',')
      .map((host) => host.trim())
      .filter((host) => host !== ''),
    official: variables.BRAWL_STARS_TOKEN ? readOfficial(variables) : null,
  };
}

function readOfficial(variables: Variables): OfficialConfig {
  const base = variables.OFFICIAL_BASE || OFFICIAL_BASE;
  const isLocal = LOOPBACK.test(base);
  const rate = whole(variables.OFFICIAL_RATE, 'OFFICIAL_RATE', DEFAULT_RATE);
  const asOf = whole(variables.BATTLES_NOW, 'BATTLES_NOW', 0);
  return {
    base,
    requestsPerSecond: Math.min(Math.max(rate, 1), isLocal ? MAX_LOCAL_RATE : MAX_RATE),
    asOf: asOf === 0 ? null : asOf,
  };
}

function whole(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  if (!/^[0-9]{1,10}$/.test(text)) throw new TypeError(`${name} must be a whole number`);
  return Number(text);
}
