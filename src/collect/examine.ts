/** What a snapshot that others made has to pass before anything of it is kept. */
import type { SnapshotHead } from '../kernel/head.ts';
import type { Kernel } from '../kernel/port.ts';
import type { DataName } from '../shared/answers.ts';
import type { RefusalReason, Refused } from '../shared/receipt.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { Published } from '../shared/status.ts';
import type { Ledger } from './ledger.ts';

export interface Examiner {
  readonly ledger: Ledger;
  readonly kernel: Kernel;
  /** epoch ms */
  readonly now: () => number;
  /** the kind of data that we serve, and no other */
  readonly data: DataName;
}

/** Clocks differ. One that is further ahead would shut out every honest snapshot until its time has come. */
const MAX_AHEAD_MS = 600_000;

/**
 * Opens a snapshot with the kernel, which checks its hashes and every row, and compares it with what is published.
 * `news` is false where it has the content that is published already.
 */
export function examine(
  { ledger, kernel, now, data }: Examiner,
  snapshot: Uint8Array,
): Result<{ readonly head: SnapshotHead; readonly news: boolean }, Refused> {
  const opened = kernel.open(snapshot);
  if (!opened.ok) return refuse('bad', `not a snapshot that this version can read: ${opened.error.message}`);
  const head = opened.value;
  if (head.data !== data) return refuse('data', `${head.data} data, but ${data} is served here`);
  if (head.builtAt > now() + MAX_AHEAD_MS) return refuse('future', 'it says that it was built in the future');
  const published = ledger.note<Published>('published');
  if (published === null) return ok({ head, news: true });
  if (published.hash === head.hash) return ok({ head, news: false });
  if (head.builtAt < (published.builtAt ?? published.at)) return refuse('older', 'a newer one is published');
  return ok({ head, news: true });
}

function refuse(reason: RefusalReason, detail: string): Result<never, Refused> {
  return err({ status: 'refused', reason, detail });
}
