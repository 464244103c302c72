/** A collector's pushes: whatever was published last, until the edge has acknowledged it. */
import type { Published, PushHealth } from '../shared/status.ts';
import { type Backoff, backoffMs } from '../upstream/backoff.ts';
import { describe } from '../upstream/errors.ts';
import type { Instance } from '../upstream/instance.ts';
import type { Ledger } from './ledger.ts';
import type { Publication } from './publication.ts';

export interface PushDeps extends Pick<Publication, 'ledger' | 'shelf' | 'now'> {
  readonly edge: Instance;
  readonly token: string;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
}

interface PushState {
  /** whom the rest is about */
  readonly to: string;
  readonly acknowledged: string | null;
  /** epoch ms, 0 for never */
  readonly at: number;
  readonly failures: number;
  /** epoch ms */
  readonly notBefore: number;
  readonly detail: string | null;
}

const BACKOFF: Backoff = { baseMs: 60_000, capMs: 1_800_000 };
/** 30 doublings are far over any cap, and below what a number holds. */
const MAX_DOUBLINGS = 30;
/** Nothing new for so long: the same is pushed again, so that the edge knows that we live. It costs it no write. */
export const HEARTBEAT_MS = 3_600_000;

/** Pushes where there is something that the edge has not acknowledged. One subrequest at most; never throws for the edge. */
export async function pushDue(deps: PushDeps): Promise<void> {
  const { ledger, shelf, now, edge, token } = deps;
  const published = ledger.note<Published>('published');
  const state = stateOf(ledger, edge.host);
  if (published === null || now() < state.notBefore) return;
  if (published.hash === state.acknowledged && now() < state.at + HEARTBEAT_MS) return;
  const snapshot = shelf.current();
  if (snapshot === null) return;
  const answer = await edge.put(snapshot, token);
  if (answer.ok && answer.value === published.hash) {
    const settled = { failures: 0, notBefore: 0, detail: null };
    ledger.keepNote('push', { to: edge.host, acknowledged: published.hash, at: now(), ...settled });
    return;
  }
  if (!answer.ok && answer.error.kind === 'rate-limited') {
    // The edge's turn has not come: no failure, only a time.
    ledger.keepNote('push', { ...state, notBefore: now() + (answer.error.retryAfterMs ?? 0) });
    return;
  }
  const detail = answer.ok ? 'the receipt is for another snapshot' : describe(answer.error);
  const asked = answer.ok ? 0 : (answer.error.retryAfterMs ?? 0);
  const wait = backoffMs(Math.min(state.failures, MAX_DOUBLINGS), BACKOFF, deps.random);
  const notBefore = now() + Math.max(asked, wait);
  ledger.keepNote('push', { ...state, failures: state.failures + 1, notBefore, detail });
}

/** How pushing does, for /health. */
export function pushHealth(ledger: Ledger, host: string): PushHealth {
  const { acknowledged, at, failures, detail } = stateOf(ledger, host);
  return { acknowledged, at: at || null, failures, detail };
}

/** What is known of one edge says nothing of another. */
function stateOf(ledger: Ledger, host: string): PushState {
  const known = ledger.note<PushState>('push');
  if (known?.to === host) return known;
  return { to: host, acknowledged: null, at: 0, failures: 0, notBefore: 0, detail: null };
}
