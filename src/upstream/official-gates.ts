/** What a request to the official API waits for before it is sent: its turn, and its endpoint's budget. */
import type { Transport } from './exchange.ts';
import type { Gate } from './hosts.ts';
import {
  createMinuteBudget,
  ENDPOINT_BUDGETS,
  type Endpoint,
  type EndpointBudgets,
  type MinuteState,
} from './official-budgets.ts';
import { createTokenBucket, type TokenBucket, type TokenBucketState } from './token-bucket.ts';

export interface GateOptions {
  /** of all endpoints together, on average; default 5 */
  readonly requestsPerSecond?: number;
  /** requests that may follow at once after a rest; default 2 */
  readonly burst?: number;
  /** requests a minute; default ENDPOINT_BUDGETS */
  readonly budgets?: Partial<EndpointBudgets>;
}

/** Plain JSON, to be stored between steps. */
export interface GateState {
  readonly bucket: TokenBucketState;
  readonly budgets: Readonly<Record<Endpoint, MinuteState>>;
}

const REQUESTS_PER_SECOND = 5;
const BURST = 2;
const ENDPOINTS: readonly Endpoint[] = ['battleLogs', 'rankings', 'others'];

/** The gates of all endpoints: one token bucket for all, a budget for each. */
export function createGates(options: GateOptions & Pick<Transport, 'now' | 'sleep'>, saved?: GateState) {
  const { now, sleep } = options;
  const bucket = createTokenBucket(
    { now, ratePerSecond: options.requestsPerSecond ?? REQUESTS_PER_SECOND, burst: options.burst ?? BURST },
    saved?.bucket,
  );
  const limits = { ...ENDPOINT_BUDGETS, ...options.budgets };
  const budgets = mapEndpoints((name) => createMinuteBudget(limits[name], now, saved?.budgets[name]));
  const gates = mapEndpoints((name): Gate => {
    const budget = budgets[name];
    return {
      refusal() {
        const retryAfterMs = budget.waitMs();
        const detail = `at most ${limits[name]} requests a minute`;
        return retryAfterMs > 0 ? { kind: 'endpoint-budget', retryAfterMs, detail } : null;
      },
      turn: () => turn(bucket, sleep),
      begin: () => budget.take(),
    };
  });
  return {
    of: (endpoint: Endpoint): Gate => gates[endpoint],
    state: () => ({ bucket: bucket.state(), budgets: mapEndpoints((name) => budgets[name].state()) }),
  };
}

async function turn(bucket: TokenBucket, sleep: Transport['sleep']): Promise<void> {
  const wait = bucket.take();
  // Timers may fire a millisecond early.
  if (wait > 0) await sleep(Math.ceil(wait) + 1);
}

function mapEndpoints<T>(make: (name: Endpoint) => T): Record<Endpoint, T> {
  return Object.fromEntries(ENDPOINTS.map((name) => [name, make(name)])) as Record<Endpoint, T>;
}
