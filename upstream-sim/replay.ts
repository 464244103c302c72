import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, jsonAnswer, notFound, type Source } from './answer.ts';
import { cutLog, logAt, type RecordedLog } from './logs.ts';
import {
  clockFromEvents,
  clockFromNewest,
  newestTime,
  offsetAt,
  parseTime,
  type RecordingClock,
  shiftTimes,
  type Window,
} from './shift.ts';

/** Entries of a battle log in the real API. */
const LOG_WINDOW = 25;
/** A battle log's file, whatever separates folders. */
const LOG_FILE = /[\\/]official[\\/]v1[\\/]players[\\/][^\\/]+[\\/]battlelog\.json$/;
/** A path segment that may become part of a file name: no separator, no `..`, nothing hidden. */
const SAFE_SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** The clocks of a recording. Its parts may stem from different months, so each kind has its own. */
interface Clocks {
  readonly brawlApi: RecordingClock | null;
  readonly rotation: RecordingClock | null;
  readonly battles: RecordingClock | null;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/**
 * The file that a request path stands for, below `directory`: the path, the `#` of a tag left out, `.json`
 * added. Null for a path which cannot name one (another API, traversal, bad escapes).
 */
export function fileOf(directory: string, path: string): string | null {
  const names: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    let name: string;
    try {
      name = decodeURIComponent(segment).replace(/^#/, '');
    } catch {
      return null;
    }
    if (!SAFE_SEGMENT.test(name)) return null;
    names.push(name);
  }
  if (names.length < 3 || (names[0] !== 'brawlapi' && names[0] !== 'official')) return null;
  return `${join(directory, ...names)}.json`;
}

/** Reads event windows out of a parsed list; entries without usable times are left out. */
function windowsOf(list: unknown): Window[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { startTime, endTime } = entry as { startTime?: unknown; endTime?: unknown };
    const window = { start: parseTime(String(startTime)), end: parseTime(String(endTime)) };
    return Number.isNaN(window.start) || Number.isNaN(window.end) ? [] : [window];
  });
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function clockOfNewest(files: readonly string[], key: 'battleTime' | 'dataUpdated'): RecordingClock | null {
  const newest = Math.max(...files.map((file) => newestTime(readText(file) ?? '', key)));
  return Number.isFinite(newest) ? clockFromNewest(newest) : null;
}

/** BrawlAPI's clock: its events, and without any the newest `dataUpdated` of its maps. */
function brawlApiClock(folder: string): RecordingClock | null {
  const events = parseJson(readText(join(folder, 'events.json'))) as {
    active?: unknown;
    upcoming?: unknown;
  } | null;
  const clock = clockFromEvents(windowsOf(events?.active), windowsOf(events?.upcoming));
  if (clock !== null) return clock;
  const maps = listFolder(join(folder, 'maps')).map((name) => join(folder, 'maps', name));
  return clockOfNewest([join(folder, 'maps.json'), ...maps], 'dataUpdated');
}

/** The files of all battle logs. */
function logFiles(directory: string): string[] {
  const players = join(directory, 'official', 'v1', 'players');
  return listFolder(players).map((tag) => join(players, tag, 'battlelog.json'));
}

function readClocks(directory: string): Clocks {
  const rotation = parseJson(readText(join(directory, 'official', 'v1', 'events', 'rotation.json')));
  return {
    brawlApi: brawlApiClock(join(directory, 'brawlapi', 'v1')),
    rotation: clockFromEvents(windowsOf(rotation), []),
    battles: clockOfNewest(logFiles(directory), 'battleTime'),
  };
}

/** How a recording is replayed. */
export interface ReplayOptions {
  /** Entries that a battle log shows: the newest 25 (default), as in the real API, or another number, or all. */
  readonly logWindow?: number | 'all';
  /**
   * A virtual now in the recording's own time, epoch milliseconds: logs stand as they stood then, and battles keep
   * their times, so that one battle always looks the same. Without it logs are complete and battles are moved.
   */
  readonly replayClock?: () => number;
  /** What counts as now for the newest battle, epoch milliseconds. */
  readonly anchor: number;
}

/** The battles of a recording; times in epoch milliseconds, as recorded. */
export interface RecordedBattles {
  readonly oldest: number;
  readonly newest: number;
  /** What is added to their times. */
  readonly offset: number;
}

export interface Replay extends Source {
  /** Null where nothing has a battle log. */
  readonly battles: RecordedBattles | null;
}

function readBattles(directory: string, clock: RecordingClock, offset: number): RecordedBattles {
  const oldest = logFiles(directory).map((file) => cutLog(readText(file) ?? '')?.entries.at(-1)?.time);
  const known = oldest.filter((time) => time !== undefined);
  return { oldest: Math.min(clock.start, ...known), newest: clock.start, offset };
}

/**
 * Replays a recording: a folder whose files are answers, their event times moved to now. Battles are moved once, by
 * the anchor: were they moved on with the clock, every one would look like a new one each hour. Other bodies stay
 * byte-identical for an hour (see RecordingClock). Throws when `directory` is not a folder, or for a bad window.
 */
export function createReplay(directory: string, options: ReplayOptions): Replay {
  const { logWindow = LOG_WINDOW, replayClock, anchor } = options;
  if (logWindow !== 'all' && !(Number.isInteger(logWindow) && logWindow > 0))
    throw new RangeError('logWindow must be a positive integer or "all"');
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`no recording at ${directory}: not a folder`);
  }
  const clocks = readClocks(directory);
  const battleOffset = replayClock === undefined ? offsetAt(clocks.battles, anchor) : 0;
  const length = logWindow === 'all' ? Number.POSITIVE_INFINITY : logWindow;
  const isWhole = logWindow === 'all' && replayClock === undefined;
  const cut = new Map<string, RecordedLog>();
  const cache = new Map<string, { offset: number; answer: Answer }>();

  function offsetFor(path: string, now: number): number {
    const time = replayClock?.() ?? now;
    if (path.startsWith('/brawlapi/')) return offsetAt(clocks.brawlApi, time);
    return path.startsWith('/official/v1/events') ? offsetAt(clocks.rotation, time) : battleOffset;
  }
  /** A log in its window; a file that is no log, or is to be served whole, as it is. Null for a missing one. */
  function textOf(file: string): string | null {
    const known = cut.get(file);
    if (known !== undefined) return logAt(known, replayClock?.() ?? Number.POSITIVE_INFINITY, length);
    const text = readText(file);
    if (text === null || isWhole || !LOG_FILE.test(file)) return text;
    const log = cutLog(text);
    if (log === null) return text;
    cut.set(file, log);
    return textOf(file);
  }

  return {
    battles: clocks.battles === null ? null : readBattles(directory, clocks.battles, battleOffset),
    answer(path, now) {
      const file = fileOf(directory, path);
      if (file === null) return notFound(path);
      const offset = offsetFor(path, now);
      const cached = cache.get(file);
      if (cached?.offset === offset) return cached.answer;
      const text = textOf(file);
      if (text === null) return notFound(path);
      const answer = jsonAnswer(shiftTimes(text, offset));
      // What stands in a log depends on the virtual clock as well.
      if (replayClock === undefined || !LOG_FILE.test(file)) cache.set(file, { offset, answer });
      return answer;
    },
  };
}
