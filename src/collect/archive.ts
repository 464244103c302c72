/**
 * The archive's writer. The first snapshot of a new day sets the one before aside, in the transaction that publishes it;
 * two later turns of KV write it down and then list it. So a step never writes more than one value, all writes of a day
 * stay within one in 3 minutes, and a step that is killed in between is simply followed by the next.
 */
import { type ArchivedSnapshot, stillKept } from '../shared/archive.ts';
import { dateOf } from '../shared/dates.ts';
import type { ArchiveHealth, Published } from '../shared/status.ts';
import type { Ledger } from './ledger.ts';
import type { Publication } from './publication.ts';
import { takeTurn, untilTurn } from './turn.ts';

interface ArchiveState {
  readonly entries: readonly ArchivedSnapshot[];
  /** set aside, to be written or to be listed */
  readonly pending: ArchivedSnapshot | null;
  /** whether the pending one is written, and only has to be listed */
  readonly written: boolean;
  /** epoch ms */
  readonly notBefore: number;
  readonly detail: string | null;
}

const EMPTY: ArchiveState = { entries: [], pending: null, written: false, notBefore: 0, detail: null };
/** A write that failed takes no turn from publishing for so long. */
const RETRY_MS = 3_600_000;

/**
 * Sets the current snapshot aside where one that was built on a later day (UTC) takes its place. To be called within
 * the transaction that publishes, before the shelf is changed. One that is still set aside is given up: it could not be
 * written for a whole day.
 */
export function shelveDay(
  { ledger, shelf, now }: Pick<Publication, 'ledger' | 'shelf' | 'now'>,
  before: Published,
  nextBuiltAt: number,
): void {
  const builtAt = before.builtAt ?? before.at;
  const date = dateOf(builtAt);
  if (date >= dateOf(nextBuiltAt)) return;
  const bytes = shelf.current()?.length ?? 0;
  const pending = { date, hash: before.hash, builtAt, bytes };
  if (bytes === 0 || stillKept([pending], now()).length === 0) return;
  shelf.setAside();
  keep(ledger, { ...stateOf(ledger), pending, written: false, notBefore: 0 });
}

/** Whether the archive has something to write, and takes the next turn. */
export function isArchiveDue({ ledger, now }: Pick<Publication, 'ledger' | 'now'>): boolean {
  const { pending, notBefore } = stateOf(ledger);
  return pending !== null && now() >= notBefore;
}

/** Writes what is to be archived where it is the time for it. Returns whether the turn was taken. Never throws for KV. */
export async function archiveTurn(publication: Publication): Promise<boolean> {
  const { ledger, now } = publication;
  if (!isArchiveDue(publication) || untilTurn(publication) > 0) return false;
  takeTurn(publication);
  const state = stateOf(ledger);
  try {
    if (state.written) await list(publication, state);
    else await write(publication, state);
  } catch (error) {
    const detail = `the store refuses: ${error instanceof Error ? error.name : 'unknown error'}`;
    keep(ledger, { ...stateOf(ledger), notBefore: now() + RETRY_MS, detail });
  }
  return true;
}

async function write({ ledger, shelf, archive }: Publication, state: ArchiveState): Promise<void> {
  const bytes = shelf.day();
  if (state.pending === null || bytes === null) {
    settle(ledger, state, { pending: null });
    return;
  }
  await archive.keep(state.pending, bytes);
  settle(ledger, state, { written: true, detail: null });
}

async function list({ ledger, shelf, archive, now }: Publication, state: ArchiveState): Promise<void> {
  const { pending } = state;
  const entries = stillKept(pending === null ? state.entries : [...state.entries, pending], now());
  await archive.keepIndex(entries);
  ledger.atomically(() => {
    if (settle(ledger, state, { entries, pending: null, written: false, detail: null })) shelf.dropDay();
  });
}

/** Writes the outcome down, unless another day was set aside while the store was at work. Returns whether it did. */
function settle(ledger: Ledger, before: ArchiveState, outcome: Partial<ArchiveState>): boolean {
  const state = stateOf(ledger);
  const same = state.pending?.date === before.pending?.date;
  if (same) keep(ledger, { ...state, ...outcome });
  else if (outcome.entries !== undefined) keep(ledger, { ...state, entries: outcome.entries });
  return same;
}

/** How the archive does, for /health. */
export function archiveHealth({ ledger, now }: Pick<Publication, 'ledger' | 'now'>): ArchiveHealth {
  const { entries, pending, detail } = stateOf(ledger);
  const kept = stillKept(entries, now());
  return { days: kept.length, newest: kept[0]?.date ?? null, pending: pending?.date ?? null, detail };
}

function stateOf(ledger: Ledger): ArchiveState {
  return ledger.note<ArchiveState>('archive') ?? EMPTY;
}

function keep(ledger: Ledger, state: ArchiveState): void {
  ledger.keepNote('archive', state);
}
