/** Made-up battle logs, and the two implementations that count them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BatchOptions, Counter, LogFacts } from '../../../src/kernel/counter.ts';
import { createCounter, createKernel } from '../../../src/kernel/host.ts';
import type { Kernel } from '../../../src/kernel/port.ts';
import { createReferenceCounter, createReferenceKernel } from '../../../src/kernel/reference/index.ts';
import { encodeTag, extractBattles } from '../../../src/kernel/reference/json/index.ts';
import { createRandom, type Random } from '../../../upstream-sim/random.ts';
import type { RawEntry } from '../../collect/recount.ts';
import { REPOSITORY } from '../support.ts';

export interface Implementation {
  readonly kernel: Kernel;
  readonly counter: () => Counter;
}

function compiled(file: string): Implementation {
  const module = new WebAssembly.Module(readFileSync(join(REPOSITORY, 'build', file)));
  return { kernel: createKernel(module), counter: () => createCounter(module) };
}

export const REFERENCE: Implementation = {
  kernel: createReferenceKernel(),
  counter: createReferenceCounter,
};

export const IMPLEMENTATIONS: readonly (readonly [string, () => Implementation])[] = [
  ['reference', () => REFERENCE],
  ['kernel', () => compiled('kernel.wasm')],
  ['kernel, bounds-checked', () => compiled('kernel.debug.wasm')],
];
/** Those that are held against the reference. */
export const KERNELS = IMPLEMENTATIONS.slice(1);

/** 2026-05-01T00:00:00Z, a day's first second. */
export const DAY_START = 1_777_593_600;
export const DAY = DAY_START / 86_400;
export const MAP = 15_000_007;
export const OWNER = '#2PP0';

/** Battles of these days, and the mode of MAP + 1 by the catalogue. */
export const ANY_TIME: BatchOptions = {
  floor: 0,
  ceiling: 2 ** 32 - 1,
  modes: Uint32Array.of(MAP - 1, 48_000_099, MAP + 1, 48_000_003, MAP + 5, 0),
};

const LETTERS = '0289PYLQGRJCUV';

/** The n-th player's tag; the first is the logs' owner. */
export function tagOf(n: number): string {
  if (n === 0) return OWNER;
  let tag = '';
  for (let rest = n; rest > 0; rest = Math.floor(rest / 14)) tag += LETTERS.charAt(rest % 14);
  return `#8${tag}`;
}

/** A brawler by a small number, with trophies where known. */
export type Played = number | readonly [brawler: number, trophies: number];

export function brawlerOf(played: Played): { id: number; trophies?: number } {
  const [id, trophies] = typeof played === 'number' ? [played, undefined] : played;
  return { id: 16_000_000 + id, ...(trophies === undefined ? {} : { trophies }) };
}

export interface Shape {
  readonly time?: number;
  readonly map?: number;
  readonly modeId?: number | null;
  readonly type?: string;
  readonly result?: string;
  readonly teams?: readonly (readonly Played[])[];
  readonly players?: readonly Played[];
  /** of two duellists */
  readonly duel?: readonly (readonly Played[])[];
  /** number of the first player in it; the owner is number 0 */
  readonly from?: number;
}

/** An entry of the owner's log. */
export function entry(shape: Shape): RawEntry {
  const { time = DAY_START, map = MAP, modeId = 0, type = 'ranked', from = 0 } = shape;
  let player = from;
  const next = (played: Played) => ({ tag: tagOf(player++), brawler: brawlerOf(played) });
  const result = shape.result === undefined ? {} : { result: shape.result };
  const teams = shape.teams && { teams: shape.teams.map((team) => team.map(next)) };
  const players = shape.players && { players: shape.players.map(next) };
  const duel = shape.duel && {
    players: shape.duel.map((brawlers) => ({ tag: tagOf(player++), brawlers: brawlers.map(brawlerOf) })),
  };
  return {
    battleTime: new Date(time * 1000).toISOString().replace(/[-:]/g, ''),
    event: { id: map, map: 'Somewhere', ...(modeId === null ? {} : { modeId }) },
    battle: { type, ...result, ...teams, ...players, ...duel },
  };
}

/** The owner's log of these entries, as extracted. */
export function logOf(...items: readonly RawEntry[]): Uint8Array {
  const extracted = extractBattles(new TextEncoder().encode(JSON.stringify({ items })), encodeTag(OWNER));
  if (!extracted.ok) throw new Error(`log refused with ${extracted.code}`);
  return extracted.bytes;
}

/** Adds a log. Throws where it is refused. */
export function add(counter: Counter, log: Uint8Array): LogFacts {
  const added = counter.add(log);
  if (!added.ok) throw new Error(added.error.message);
  return added.value;
}

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[random.uint32() % items.length] as T;
}

const RESULTS = ['victory', 'defeat', 'draw'];

/** A battle of any form; few enough brawlers, maps and players that much is met twice. */
export function randomEntry(random: Random): RawEntry {
  const played = (): Played => {
    const id = random.uint32() % 12;
    const kind = random.uint32() % 4;
    return kind === 0 ? id : [id, pick(random, [0, 12, 13, 999, 1000, 1200])];
  };
  const lineup = (size: number) => Array.from({ length: size }, played);
  const lineups = (teams: number, size: number) => Array.from({ length: teams }, () => lineup(size));
  const common: Shape = {
    time: DAY_START + (random.uint32() % 400_000),
    map: MAP + (random.uint32() % 3),
    modeId: pick(random, [null, 0, 5, 24]),
    type: pick(random, ['ranked', 'soloRanked', 'teamRanked']),
    from: random.uint32() % 3 === 0 ? 0 : 5 * (random.uint32() % 6),
  };
  switch (random.uint32() % 8) {
    case 0:
      return entry({ ...common, players: lineup(10) });
    case 1:
      return entry({ ...common, teams: lineups(5, 2) });
    case 2:
      return entry({ ...common, teams: lineups(4, 3) });
    case 3:
      return entry({ ...common, from: 0, result: pick(random, RESULTS), duel: lineups(2, 3) });
    case 4:
      return entry({ ...common, from: 0, result: pick(random, RESULTS), teams: lineups(2, 5) });
    case 5:
      return entry({
        ...common,
        map: pick(random, [1, 14_999_999, 31_777_216, 31_777_215]),
        players: lineup(6),
      });
    default:
      return entry({ ...common, from: 0, result: pick(random, RESULTS), teams: lineups(2, 3) });
  }
}

/** The entry so many seconds later. */
export function shifted<Entry extends { battleTime: string }>(entry: Entry, seconds: number): Entry {
  const [, ...parts] = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/.exec(entry.battleTime) ?? [];
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const time = Date.UTC(year, month - 1, day, hour, minute, second) + seconds * 1000;
  return { ...entry, battleTime: new Date(time).toISOString().replace(/[-:]/g, '') };
}

export function randomLog(seed: number, n: number, most = 40): Uint8Array {
  const random = createRandom(seed, n, 7);
  return logOf(...Array.from({ length: random.uint32() % most }, () => randomEntry(random)));
}

/** Tallies of random battles, one a log, each with its own battles. */
export function randomTallies(seed: number, count: number): Uint8Array[] {
  const counter = createReferenceCounter();
  return Array.from({ length: count }, (_, i) => {
    counter.begin(ANY_TIME);
    add(counter, randomLog(seed, i));
    return counter.finish().tally;
  });
}

/** A tally of these rows; the tally's writer is the reference's own. */
export { packTally, unitNumber } from '../../../src/kernel/reference/battles/tally.ts';
