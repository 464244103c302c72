/** An instance without a key: it publishes what another one publishes, after having checked it. */
import type { Published, SourceHealth } from '../shared/status.ts';
import { type Backoff, backoffMs } from '../upstream/backoff.ts';
import { describe } from '../upstream/errors.ts';
import type { Followed, Instance } from '../upstream/instance.ts';
import { archiveTurn } from './archive.ts';
import { type Examiner, examine } from './examine.ts';
import type { Ledger } from './ledger.ts';
import { type Publication, publish } from './publication.ts';
import { takeTurn, untilTurn } from './turn.ts';

export interface FollowDeps extends Publication, Examiner {
  readonly source: Instance;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  readonly intervalMs: number;
}

interface FollowState {
  /** whom the rest is about */
  readonly from: string;
  /** of the snapshot that was taken last, and its content hash */
  readonly etag: string | null;
  readonly hash: string | null;
  /** epoch ms, 0 for never: when the other one last gave a good answer (also that nothing is new) */
  readonly goodAt: number;
  /** game ids in what was taken last */
  readonly rows: number;
  /** in a row */
  readonly failures: number;
  /** epoch ms */
  readonly notBefore: number;
  readonly detail: string | null;
}

/** A snapshot changes at most once in 3 minutes; asking more rarely would only make it older. */
const MAX_POLL_MS = 180_000;
const BACKOFF: Backoff = { baseMs: 60_000, capMs: 900_000 };
const MAX_DOUBLINGS = 30;
/** One failure may be a hiccup; the second in a row is a state. */
const STALE_AFTER_FAILURES = 2;

/**
 * Asks once, and publishes what is new. Not before our own store may be written to again: what could not be published
 * would be transferred in vain. Returns the epoch ms of the next step. Never throws for what the other instance does.
 */
export async function followStep(deps: FollowDeps): Promise<number> {
  const { ledger, now, source } = deps;
  const next = now() + Math.min(deps.intervalMs, MAX_POLL_MS);
  if (await archiveTurn(deps)) return next;
  const state = stateOf(ledger, source.host);
  if (now() < state.notBefore || untilTurn(deps) > 0) return next;
  // Where something else has been published since, nothing that we took is what we have.
  const same = state.hash === (ledger.note<Published>('published')?.hash ?? null);
  const answer = await source.get(same ? state.etag : null);
  if (!answer.ok) fail(deps, state, describe(answer.error), answer.error.retryAfterMs ?? 0);
  else await take(deps, state, answer.value);
  return next;
}

async function take(deps: FollowDeps, state: FollowState, followed: Followed): Promise<void> {
  const { ledger, now } = deps;
  const settled = { goodAt: now(), failures: 0, notBefore: 0, detail: null };
  if (followed.kind === 'unchanged') {
    ledger.keepNote('follow', { ...state, ...settled });
    return;
  }
  const examined = examine(deps, followed.bytes);
  if (!examined.ok)
    return fail(deps, state, `snapshot from ${deps.source.host}: ${examined.error.detail}`, 0);
  const { head, news } = examined.value;
  if (news) {
    takeTurn(deps);
    // As long as this stands, a step that does well proves nothing: supervise.ts.
    ledger.keepNote('dirty', true);
    await publish(deps, followed.bytes);
  }
  ledger.keepNote('follow', { ...state, ...settled, etag: followed.etag, hash: head.hash, rows: head.maps });
}

function fail({ ledger, now, random }: FollowDeps, state: FollowState, detail: string, asked: number): void {
  const wait = backoffMs(Math.min(state.failures, MAX_DOUBLINGS), BACKOFF, random);
  const notBefore = now() + Math.max(asked, wait);
  ledger.keepNote('follow', { ...state, failures: state.failures + 1, notBefore, detail });
}

/** How following does, as a source of /health. */
export function followSource(ledger: Ledger, host: string): SourceHealth {
  const { goodAt, rows, failures, detail } = stateOf(ledger, host);
  const failing = failures >= STALE_AFTER_FAILURES;
  const status = goodAt === 0 ? 'unavailable' : failing ? 'stale' : 'ok';
  return { name: 'follow', status, goodAt: goodAt || null, rows, detail };
}

/** What is known of one instance says nothing of another. */
function stateOf(ledger: Ledger, host: string): FollowState {
  const known = ledger.note<FollowState>('follow');
  if (known?.from === host) return known;
  return { from: host, etag: null, hash: null, goodAt: 0, rows: 0, failures: 0, notBefore: 0, detail: null };
}
