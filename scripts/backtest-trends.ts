/**
 * `npm run backtest:trends [-- --seeds 1,2,3] [--battles-per-day 20000]`: a balance change of the simulated world through the counting
 * that the collector does: battles as logs, counted, kept and folded, made into series in slices. After four weeks it looks at the
 * series each day: for a week, in which nothing changes, then for three days after a change at noon.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as layout from '../kernel/layout/series.ts';
import { FIRST_BRAWLER_ID } from '../kernel/layout/tally.ts';
import { Books, journalRow } from '../src/collect/battles/books.ts';
import { foldSome } from '../src/collect/battles/fold.ts';
import { BattleMemory } from '../src/collect/battles/memory.ts';
import { seriesSlice, windowSeries } from '../src/collect/battles/series.ts';
import { DAY_S, oldestDay } from '../src/collect/battles/window.ts';
import { createCounter, createKernel } from '../src/kernel/host.ts';
import { findShifts } from '../src/kernel/reference/trends/shifts.ts';
import { encodeTag } from '../src/upstream/official-tag.ts';
import { openStorage } from '../test/collect/sqlite.ts';
import { createOfficialWorld, readOptions } from '../upstream-sim/demo/official/world.ts';
import { createRotation } from '../upstream-sim/demo/rotation.ts';
import { createWorld, type World } from '../upstream-sim/demo/world.ts';

/** 2026-05-01T00:00:00Z */
const START = 1_777_593_600;
/** Days of the window, then quiet ones, then some after the change, which comes at noon of the first of them. */
const [WINDOW, QUIET, AFTER] = [28, 7, 4];
const BATTLES_A_PLAYER = 60;
/** A battle has some six players, and seven in ten count. */
const PLAYERS_A_BATTLE = 8.9;
/** Battles in a log, and logs in a step. */
const LOG_LENGTH = 25;
const STEP_S = 7_200;
/** an effect on the logit, about 5 percentage points */
const CLEAR = 0.2;
const ROOT = join(import.meta.dirname, '..');
execFileSync(process.execPath, [join(ROOT, 'scripts/build.ts')]);
const MODULE = new WebAssembly.Module(readFileSync(join(ROOT, 'build/kernel.wasm')));

interface Found {
  readonly brawler: number;
  readonly mode: number;
  /** since 1970-01-01 UTC */
  readonly days: number[];
}

/** The collector's counting, without asking anybody. */
function openCounting(world: World) {
  const [storage, tallies] = [openStorage(), createKernel(MODULE)];
  const books = new Books(storage);
  const memory = new BattleMemory(() => createCounter(MODULE));
  const counter = createCounter(MODULE);
  const modes = Uint32Array.from(
    [...world.maps.values()]
      .map(({ fact, mode }) => [fact.id, mode.id] as const)
      .sort(([a], [b]) => a - b)
      .flat(),
  );
  let [seq, counted, begunAt, target]: [number, number, number, number | null] = [0, 0, 0, null];
  return {
    storage,
    counted: () => counted,
    /** Counts logs up to `now` (epoch seconds) as a step does. */
    count(logs: readonly Uint8Array[], now: number): void {
      seq += 1;
      counter.begin({ floor: 0, ceiling: now + 600, modes });
      for (const log of logs) counter.add(log);
      const batch = counter.finish();
      counted += batch.battles;
      books.appendJournal(seq, batch.tally);
      memory.append(journalRow(seq, batch.tally));
      const folded = foldSome({ books, tallies, journal: memory.journal(books) }, target, oldestDay(now));
      if (folded.done !== null) memory.forget(folded.done);
      target = folded.goOn;
      books.dropBooks(oldestDay(now));
    },
    /** The series at `now`, made a slice at a time, and ms of CPU of the longest. */
    series(now: number): { bytes: Uint8Array; slices: number; longest: number } {
      let [slices, longest] = [0, 0];
      for (;;) {
        const start = process.threadCpuUsage().user;
        const turn = {
          modes,
          until: now,
          counted,
          now: now * 1000,
          begunAt,
          begin: () => {
            begunAt = now * 1000;
          },
        };
        if (!seriesSlice({ books, tallies, memory }, turn)) break;
        longest = Math.max(longest, (process.threadCpuUsage().user - start) / 1000);
        slices += 1;
      }
      return { bytes: windowSeries({ books, memory }, now) as Uint8Array, slices, longest };
    },
  };
}

/** Changes in series. */
function changesIn(bytes: Uint8Array): Found[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const word = (at: number) => view.getUint32(4 * at, true);
  const rows = word(layout.SD_ROWS);
  let change = layout.SERIES_HEADER_FIELDS + rows * layout.SERIES_ROW_FIELDS;
  const found: Found[] = [];
  for (let row = 0; row < rows; row++) {
    const at = layout.SERIES_HEADER_FIELDS + row * layout.SERIES_ROW_FIELDS;
    const days: number[] = [];
    for (let left = word(at + layout.SERIES_CHANGES); left > 0; left--, change += layout.CHANGE_FIELDS)
      days.push(word(layout.SD_FIRST) + word(change + layout.CHANGE_DAY));
    const brawler = FIRST_BRAWLER_ID + word(at + layout.SERIES_BRAWLER) - 1;
    if (days.length > 0) found.push({ brawler, mode: word(at + layout.SERIES_MODE), days });
  }
  return found;
}

/** Days since 1970 on which many brawlers changed, as the snapshot tells them. */
function shiftsIn(found: readonly Found[], first: number): string {
  const masks = new Map<number, number>();
  for (const { brawler, days } of found)
    for (const day of days) masks.set(brawler, (masks.get(brawler) ?? 0) | (1 << (day - first)));
  return findShifts([...masks.values()], WINDOW)
    .map(({ day, brawlers }) => `day ${first + day - START / DAY_S} (${brawlers} brawlers)`)
    .join(', ');
}

function run(seed: number, battlesPerDay: number): void {
  const rotation = createRotation(seed);
  const world = createWorld(seed, rotation.rotating);
  const changeDay = WINDOW + QUIET;
  const players = Math.round((battlesPerDay * PLAYERS_A_BATTLE) / BATTLES_A_PLAYER);
  const at = (START + (changeDay + 0.5) * DAY_S) * 1000;
  const settings = { players, battlesPerDay: BATTLES_A_PLAYER, balanceChanges: [{ at }] };
  const official = createOfficialWorld(world, rotation, readOptions(world, settings));
  const effects = official.truth.balanceChanges[0]?.effects ?? {};
  const clear = Object.keys(effects).filter((id) => Math.abs(effects[Number(id)] ?? 0) > CLEAR).length;
  const counting = openCounting(world);
  const alarms = new Set<string>();
  for (let day = 0; day < WINDOW + QUIET + AFTER; day++) {
    for (let from = START + day * DAY_S; from < START + (day + 1) * DAY_S; from += STEP_S)
      counting.count(logsOf(official, from, from + STEP_S), from + STEP_S);
    const now = START + (day + 1) * DAY_S + 60;
    if (day < WINDOW - 1) continue;
    const { bytes, slices, longest } = counting.series(now);
    const found = changesIn(bytes);
    const first = Math.floor(now / DAY_S) - WINDOW;
    if (day < changeDay) {
      for (const { brawler, mode, days } of found)
        for (const on of days) alarms.add(`${brawler}/${mode}/${on}`);
      continue;
    }
    if (day === changeDay) {
      const perDay = Math.round(counting.counted() / (day + 1));
      console.log(
        `seed ${seed}: ${perDay} battles a day; ${alarms.size} false alarms in ${QUIET + 1} looks at quiet weeks`,
      );
    }
    const all = found.filter(({ mode }) => mode === 0).map(({ brawler }) => brawler);
    const right = all.filter((id) => Math.abs(effects[id] ?? 0) > CLEAR).length;
    console.log(
      `  ${day - changeDay} full days after: ${found.length} series changed, over all modes ${all.length}, of them ${right} of ${clear} clear ones; ` +
        `shift: ${shiftsIn(found, first) || 'none'}; change on day ${changeDay}; ${slices} slices, the longest ${longest.toFixed(1)} ms of CPU`,
    );
  }
  counting.storage.close();
}

/** Each battle that ends in [from, to) in one log, of its first player. */
function logsOf(official: ReturnType<typeof createOfficialWorld>, from: number, to: number): Uint8Array[] {
  const entries = new Map<number, string[]>();
  for (const played of official.history.battles(from * 1000, to * 1000 - 1)) {
    const owner = played.players.find((player) => player >= 0) ?? 0;
    entries.set(owner, [...(entries.get(owner) ?? []), official.write(played, owner)]);
  }
  return [...entries].flatMap(([owner, all]) => extracted(official.population.tags[owner] ?? '', all));
}

const kernel = createKernel(MODULE);

function extracted(tag: string, entries: readonly string[]): Uint8Array[] {
  const logs: Uint8Array[] = [];
  for (let i = 0; i < entries.length; i += LOG_LENGTH) {
    const json = new TextEncoder().encode(`{"items":[${entries.slice(i, i + LOG_LENGTH).join(',')}]}`);
    const log = kernel.battles(json, encodeTag(tag));
    if (!log.ok) throw new Error(log.error.message);
    logs.push(log.value);
  }
  return logs;
}

function main(): void {
  const options = {
    seeds: { type: 'string', default: '1,2,3' },
    'battles-per-day': { type: 'string', default: '20000' },
  } as const;
  const { values } = parseArgs({ options });
  const [seeds, daily] = [values.seeds.split(',').map(Number), Number(values['battles-per-day'])];
  if (!seeds.every(Number.isInteger) || !(daily >= 100))
    throw new RangeError('seeds are integers, battles at least 100');
  for (const seed of seeds) run(seed, daily);
}

main();
