import type { CollectorConfig } from './collect/collector.ts';
import { DATA_NAMES } from './shared/answers.ts';

/** Variables of wrangler.jsonc; all are text. */
export interface Variables {
  readonly WARM_INTERVAL_SECONDS?: string;
  readonly WARM_CONCURRENCY?: string;
  readonly BRAWLAPI_HOSTS?: string;
  readonly BRAWLFAST_DATA?: string;
}

export interface Config {
  readonly collector: CollectorConfig;
  /** empty for the real ones */
  readonly brawlApiHosts: readonly string[];
}

const DEFAULT_INTERVAL_S = 60;
/** Any faster would only burn the free plan's rows written, without news to show for it. */
const MIN_INTERVAL_S = 30;
/** Six connections may wait for headers at the same time. */
const MAX_CONCURRENCY = 6;

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
  };
}

function whole(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  if (!/^[0-9]{1,6}$/.test(text)) throw new TypeError(`${name} must be a whole number`);
  return Number(text);
}
