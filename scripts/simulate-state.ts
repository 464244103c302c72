/**
 * `npm run simulate:state`: what a collector keeps after so many days of so many battles a day, in seconds in place of
 * an hour: made-up battles, no two teams alike, are counted, kept, folded and trimmed as the collector does, and nothing is
 * asked for or published. `--days N`, `--battles-per-day N`; exits with 1 where it is over the budget.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BATTLES, makeLogs } from '../bench/collect/logs.ts';
import { Books, journalRow } from '../src/collect/battles/books.ts';
import { foldSome } from '../src/collect/battles/fold.ts';
import { trimKeys } from '../src/collect/battles/keys.ts';
import { BattleMemory } from '../src/collect/battles/memory.ts';
import { DAY_S, oldestDay, WINDOW_DAYS } from '../src/collect/battles/window.ts';
import { Frontier } from '../src/collect/frontier/frontier.ts';
import { createCounter, createKernel } from '../src/kernel/host.ts';
import { openStorage, type TestStorage } from '../test/collect/sqlite.ts';
import { stateBytes } from './simulate/meters.ts';
import { BUDGET } from './simulate/report.ts';

const SEED = 20_261_128;
/** 2026-05-01T00:00:00Z */
const START = 1_777_593_600;
/** Battles are met up to so long after they were played. */
const LATE_S = 2 * DAY_S;
/** Players known at most, as in the collector. */
const PLAYERS = 20_480;
const SLICES = 100;
const ROOT = join(import.meta.dirname, '..');
const WINDOW_S = WINDOW_DAYS * DAY_S;

/** What a step of the collector keeps of battles; `run` counts one of some 800 battles met at `now` (epoch seconds). */
function openKeeper(storage: TestStorage) {
  const module = new WebAssembly.Module(readFileSync(join(ROOT, 'build/kernel.wasm')));
  const [tallies, books] = [createKernel(module), new Books(storage)];
  const memory = new BattleMemory(() => createCounter(module));
  const counter = createCounter(module);
  let [seq, floor, target]: [number, number, number | null] = [0, 0, null];
  function run(now: number): number {
    seq += 1;
    counter.begin({ floor, ceiling: now, modes: new Uint32Array() });
    const span = { start: now - LATE_S, seconds: LATE_S };
    for (const { buffer } of makeLogs(SEED, seq, span)) counter.add(new Uint8Array(buffer));
    const batch = counter.finish();
    const journal = memory.journal(books);
    storage.transactionSync(() => {
      books.keepSeen(seq, now, batch.keys);
      books.appendJournal(seq, batch.tally);
      memory.append(journalRow(seq, batch.tally));
      const folded = foldSome({ books, tallies, journal }, target, oldestDay(now));
      if (folded.done !== null) memory.forget(folded.done);
      target = folded.goOn;
    });
    return batch.battles;
  }
  /** As once an hour; what went with the floor is no longer counted. */
  function trim(now: number): void {
    storage.transactionSync(() => {
      floor = trimKeys(books, Math.max(floor, now - WINDOW_S)).floor;
      books.dropBooks(oldestDay(now));
    });
  }
  return { books, run, trim };
}

/** Keeps as many players as the collector may know. */
function keepPlayers(books: Books): void {
  const frontier = new Frontier({ capacity: PLAYERS });
  frontier.seed(
    Array.from({ length: PLAYERS }, (_, i) => BigInt(i + 1)),
    START,
  );
  for (const slice of frontier.takeDirty(SLICES)) books.keepSlice(slice);
}

/** Bytes of what is kept by table, in MB. */
function partsOf({ sql }: TestStorage): string {
  const parts = [
    ['keys', 'seen'],
    ['tally', 'book'],
    ['tally', 'journal'],
    ['players', 'frontier'],
  ];
  return parts
    .map(([column, table]) => {
      const query = `SELECT SUM(length(${column})) AS bytes FROM ${table}`;
      const [row] = sql.exec<{ bytes: number | null }>(query).toArray();
      return `${table} ${((row?.bytes ?? 0) / 1e6).toFixed(1)}`;
    })
    .join(', ');
}

function main(): void {
  const options = {
    days: { type: 'string', default: '35' },
    'battles-per-day': { type: 'string', default: '50000' },
  } as const;
  const { values } = parseArgs({ options });
  const [days, daily] = [Number(values.days), Number(values['battles-per-day'])];
  if (!(days >= 1 && daily >= BATTLES)) throw new RangeError(`a day or more, of ${BATTLES} battles or more`);
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.ts')]);
  const storage = openStorage();
  const { books, run, trim } = openKeeper(storage);
  keepPlayers(books);
  const steps = Math.ceil(daily / BATTLES);
  let battles = 0;
  for (let day = 1; day <= days; day += 1) {
    for (let step = 1; step <= steps; step += 1) {
      const now = START + Math.floor((day - 1 + step / steps) * DAY_S);
      battles += run(now);
      if (step % Math.ceil(steps / 24) === 0) trim(now);
    }
    if (day % 7 === 0 || day === days)
      console.log(`day ${day}: ${(stateBytes(storage) / 1e6).toFixed(1)} MB (${partsOf(storage)})`);
  }
  const state = stateBytes(storage);
  storage.close();
  console.log(
    `${battles.toLocaleString('en-US')} battles; ${(state / 1e6).toFixed(1)} MB of ${BUDGET.stateBytes / 1e6}`,
  );
  if (state > BUDGET.stateBytes) process.exitCode = 1;
}

main();
