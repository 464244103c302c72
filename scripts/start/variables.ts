/** The Worker's variables and secrets, by upstream. */
import { OFFICIAL_BASE, RELAY_BASE } from '../../src/upstream/official.ts';
import type { Environment, Upstream } from './upstream.ts';

/** Requests a second to a stand-in on this machine. */
const LOOPBACK_RATE = '200';
/** The stand-in takes anybody, but the client wants a key. Made up, and no secret. */
const MADE_UP_TOKEN = 'stand-in';
/** Taken from the environment where they are set. */
const PASSED_ON = ['WARM_INTERVAL_SECONDS', 'WARM_CONCURRENCY', 'BRAWLAPI_HOSTS', 'OFFICIAL_RATE'];

/** What of a running stand-in is passed to the Worker. */
export interface StandIn {
  readonly brawlApiUrl: string;
  readonly officialUrl: string;
  readonly battles?: { readonly newest: number; readonly offset: number };
}

export interface WorkerSettings {
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Settles what the Worker is told. `sim` is null for live data only. */
export function workerSettings(upstream: Upstream, sim: StandIn | null, env: Environment): WorkerSettings {
  const passed = PASSED_ON.flatMap((name): [string, string][] => (env[name] ? [[name, env[name]]] : []));
  const own: Record<string, string> = { BRAWLFAST_DATA: upstream.data };
  if (sim !== null) own.BRAWLAPI_HOSTS = sim.brawlApiUrl;
  if (!upstream.hasOfficial) return { variables: { ...own, ...Object.fromEntries(passed) }, secrets: {} };
  if (sim === null) {
    const variables = { ...own, OFFICIAL_BASE: liveBase(env), ...Object.fromEntries(passed) };
    return { variables, secrets: { BRAWL_STARS_TOKEN: env.BRAWL_STARS_TOKEN ?? '' } };
  }
  if (sim.battles !== undefined) own.BATTLES_NOW = String(newestBattle(sim.battles));
  own.OFFICIAL_RATE = LOOPBACK_RATE;
  // Last, so that no variable of the environment sends a demo's questions to a real API.
  const variables = { ...own, ...Object.fromEntries(passed), OFFICIAL_BASE: sim.officialUrl };
  return { variables, secrets: { BRAWL_STARS_TOKEN: MADE_UP_TOKEN } };
}

/** Epoch seconds: what counts as now for a recording's battles. */
function newestBattle({ newest, offset }: { newest: number; offset: number }): number {
  return Math.floor((newest + offset) / 1000);
}

function liveBase(env: Environment): string {
  return env.OFFICIAL_BASE || (env.BRAWLFAST_RELAY === '1' ? RELAY_BASE : OFFICIAL_BASE);
}
