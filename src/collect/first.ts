/** A snapshot's first answers (src/shared/first.ts), made once, when it is published. */
import { readHead } from '../kernel/head.ts';
import type { Reader } from '../kernel/port.ts';
import { type FirstAnswer, writeFirst } from '../shared/first.ts';
import type { EventsAnswer, MapAnswer } from '../shared/wire.ts';

type Rendering = Pick<Reader, 'head' | 'checksum' | 'findMap' | 'renderEvents' | 'renderMap'>;

const DEFAULTS = { bracket: 0, min: 0, limit: 0, sort: 0 };
/** A quarter of a full snapshot: more than is on at a time (12 maps of 22 KB), and what follows still comes soon. */
const MAX_BYTES = 524_288;

/**
 * The answers for the maps that are on at `now` (epoch ms): what nearly everybody asks for, and a new isolate is asked
 * first. `kernel` has the snapshot open. A failure is logged and gives null: the snapshot is published all the same.
 */
export function makeFirst(
  kernel: Rendering,
  snapshot: Uint8Array,
  now: number,
  log: (event: Record<string, unknown>) => void,
): Uint8Array | null {
  try {
    const { hash } = readHead(snapshot);
    if (kernel.head?.hash !== hash) throw new Error('another snapshot is open');
    const answers = liveAnswers(kernel, Math.floor(now / 1000));
    return answers.length === 0 ? null : writeFirst(hash, answers, (bytes) => kernel.checksum(bytes));
  } catch (error) {
    log({ event: 'first-failed', error: error instanceof Error ? error.message : 'unknown error' });
    return null;
  }
}

/** `now` in epoch seconds. Of the rotation's order, as far as there is room. */
function liveAnswers(kernel: Rendering, now: number): FirstAnswer[] {
  const { active } = parse<EventsAnswer>(kernel.renderEvents(now));
  const rows = new Set(active.map(({ map }) => (map === null ? -1 : kernel.findMap(map.slug))));
  const answers: FirstAnswer[] = [];
  let room = MAX_BYTES;
  for (const row of rows) {
    if (row < 0) continue;
    const body = kernel.renderMap(row, DEFAULTS);
    room -= body.length;
    if (room < 0) break;
    answers.push({ keys: keysOf(kernel, row), body });
  }
  return answers;
}

/** By what a map is asked for. Read from its shortest answer. */
function keysOf(kernel: Rendering, row: number): string[] {
  const { ids, slug } = parse<MapAnswer>(kernel.renderMap(row, { ...DEFAULTS, limit: 1 }));
  return [...ids.map(String), slug];
}

function parse<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
