import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, jsonAnswer, notFound, type Source } from './answer.ts';
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

function readClocks(directory: string): Clocks {
  const official = join(directory, 'official', 'v1');
  const logs = listFolder(join(official, 'players')).map((tag) =>
    join(official, 'players', tag, 'battlelog.json'),
  );
  const rotation = parseJson(readText(join(official, 'events', 'rotation.json')));
  return {
    brawlApi: brawlApiClock(join(directory, 'brawlapi', 'v1')),
    rotation: clockFromEvents(windowsOf(rotation), []),
    battles: clockOfNewest(logs, 'battleTime'),
  };
}

function clockFor(clocks: Clocks, path: string): RecordingClock | null {
  if (path.startsWith('/brawlapi/')) return clocks.brawlApi;
  return path.startsWith('/official/v1/events') ? clocks.rotation : clocks.battles;
}

/**
 * Replays a recording: a folder whose files are answers, their event times moved to now. A body stays
 * byte-identical as long as the offset does, which is an hour (see RecordingClock).
 * Throws when `directory` is not a folder.
 */
export function createReplay(directory: string): Source {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`no recording at ${directory}: not a folder`);
  }
  const clocks = readClocks(directory);
  const cache = new Map<string, { offset: number; answer: Answer }>();
  return {
    answer(path, now) {
      const file = fileOf(directory, path);
      if (file === null) return notFound(path);
      const offset = offsetAt(clockFor(clocks, path), now);
      const cached = cache.get(file);
      if (cached?.offset === offset) return cached.answer;
      const text = readText(file);
      if (text === null) return notFound(path);
      const answer = jsonAnswer(shiftTimes(text, offset));
      cache.set(file, { offset, answer });
      return answer;
    },
  };
}
