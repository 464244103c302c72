import { excerpt } from '../upstream/errors.ts';
import type { Ledger } from './ledger.ts';

/** One step that throws may be a hiccup of the platform; the second in a row is a state. */
const TROUBLE_AFTER = 2;
/** A step that threw is tried again after this, not in the platform's tight loop of retries. */
const RETRY_MS = 60_000;

interface Trouble {
  readonly count: number;
  readonly error: string | null;
}

/**
 * Runs a step and returns the epoch ms of the next. A step throws only for what is not the upstream's fault: a store
 * that refuses, a variable that makes no sense, a bug. That is remembered, so that /health can tell it.
 */
export async function superviseStep(
  ledger: Ledger,
  step: () => Promise<number>,
  now: () => number,
  log: (event: Record<string, unknown>) => void,
): Promise<number> {
  try {
    const next = await step();
    // A step may do well only because publishing has to wait: as long as there is something to publish, nothing is proved.
    if (ledger.note<boolean>('dirty') !== true) {
      ledger.keepNote('trouble', { count: 0, error: null } satisfies Trouble);
    }
    return next;
  } catch (error) {
    const text = error instanceof Error ? excerpt(`${error.name}: ${error.message}`) : 'unknown error';
    const count = Math.min((ledger.note<Trouble>('trouble')?.count ?? 0) + 1, TROUBLE_AFTER);
    ledger.keepNote('trouble', { count, error: text } satisfies Trouble);
    log({ event: 'step-failed', error: text });
    return now() + RETRY_MS;
  }
}

/** What keeps the collector from its work, or null where nothing does. */
export function troubleOf(ledger: Ledger): string | null {
  const trouble = ledger.note<Trouble>('trouble');
  return trouble !== null && trouble.count >= TROUBLE_AFTER ? trouble.error : null;
}
