/** An edge that is pushed to: its Durable Object takes snapshots in, and collects nothing. */
import type { Receipt } from '../shared/receipt.ts';
import type { SourceHealth } from '../shared/status.ts';
import { archiveTurn, isArchiveDue } from './archive.ts';
import { type Examiner, examine } from './examine.ts';
import type { Ledger } from './ledger.ts';
import { type Publication, publish } from './publication.ts';
import { PUBLISH_INTERVAL_MS, takeTurn, untilTurn } from './turn.ts';

export type ReceiveDeps = Publication & Examiner;

interface Received {
  /** epoch ms of the last good push, 0 for never */
  readonly goodAt: number;
  /** game ids in it */
  readonly rows: number;
  readonly detail: string | null;
}

const NOTHING: Received = { goodAt: 0, rows: 0, detail: null };
/** A collector with nothing new repeats itself every hour (HEARTBEAT_MS); three in a row are missed by none that lives. */
const STALE_MS = 3 * 3_600_000;
/** How often the archive looks whether there is something to do. */
const STEP_MS = 60_000;

/**
 * Takes a pushed snapshot in. The single writer: one is accepted at a time, at most one in PUBLISH_INTERVAL_MS, never
 * one that is older than the one before. Whoever is told `kept` can rely on it.
 */
export async function receive(deps: ReceiveDeps, snapshot: Uint8Array): Promise<Receipt> {
  const { ledger, now } = deps;
  const examined = examine(deps, snapshot);
  if (!examined.ok) {
    ledger.keepNote('received', { ...receivedOf(ledger), detail: examined.error.detail });
    return examined.error;
  }
  const { head, news } = examined.value;
  const good: Received = { goodAt: now(), rows: head.maps, detail: null };
  if (!news) {
    ledger.keepNote('received', good);
    return { status: 'unchanged', hash: head.hash };
  }
  const retryAfterMs = untilAccepted(deps);
  if (retryAfterMs > 0) {
    return {
      status: 'refused',
      reason: 'early',
      detail: 'The last one came a short time ago.',
      retryAfterMs,
    };
  }
  // From here on others are too early: nothing is awaited between the look and the turn.
  takeTurn(deps);
  try {
    await publish(deps, snapshot);
  } catch (error) {
    const detail = `the store refuses: ${error instanceof Error ? error.name : 'unknown error'}`;
    ledger.keepNote('received', { ...receivedOf(ledger), detail });
    return { status: 'refused', reason: 'unwritten', detail, retryAfterMs: PUBLISH_INTERVAL_MS };
  }
  ledger.keepNote('received', good);
  return { status: 'kept', hash: head.hash };
}

/** The archive, which has something to write once a day, goes first: a push that always came in time would starve it. */
function untilAccepted(deps: ReceiveDeps): number {
  const wait = untilTurn(deps);
  return isArchiveDue(deps) ? wait + PUBLISH_INTERVAL_MS + STEP_MS : wait;
}

/** A step of such an edge: the archive. Returns the epoch ms of the next. */
export async function receiveStep(deps: ReceiveDeps): Promise<number> {
  await archiveTurn(deps);
  return deps.now() + STEP_MS;
}

/** How the pushes do, as a source of /health. */
export function pushSource({ ledger, now }: Pick<ReceiveDeps, 'ledger' | 'now'>): SourceHealth {
  const { goodAt, rows, detail } = receivedOf(ledger);
  const late = now() - goodAt > STALE_MS;
  const status = goodAt === 0 ? 'unavailable' : late ? 'stale' : 'ok';
  const silent = goodAt > 0 && late ? 'nothing has been pushed for hours' : null;
  return { name: 'push', status, goodAt: goodAt || null, rows, detail: detail ?? silent };
}

function receivedOf(ledger: Ledger): Received {
  return ledger.note<Received>('received') ?? NOTHING;
}
