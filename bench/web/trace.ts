/**
 * What an answer costs the main thread, from a browser's trace: the handlers of the event, and the whole task of the first frame after
 * it (animation callbacks, observers, style, layout, paint, handing it on); beside it what goes on afterwards. In time of the thread: on
 * a machine with busy neighbours time by the clock would measure them too. A task is counted whole and once, whatever is nested in it.
 */
import type { Browser, Page } from 'playwright-core';

/** ms of the thread */
export interface Answer {
  readonly handlers: number;
  /** handlers of the pointer's going down, before the event: what is done while the finger is there */
  readonly ahead: number;
  readonly frame: number;
  /** of the frame, by what it was spent on: a part's own time, without that of parts within it */
  readonly parts: ReadonlyMap<string, number>;
  /** all tasks after that frame, until the next event */
  readonly later: number;
  /** the longest of those */
  readonly longest: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** µs */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly type?: string } };
}

const TASK = 'RunTask';
const DISPATCH = 'EventDispatch';
const DOWN = 'pointerdown';
/** A frame's task ends with handing it on. */
const LAST = 'Commit';

/** The answers to all events of a type that happen during `work`, in order. */
export async function tracedAnswers(
  browser: Browser,
  page: Page,
  type: string,
  work: () => Promise<void>,
): Promise<Answer[]> {
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await work();
  const trace = await browser.stopTracing();
  return answersOf((JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }).traceEvents, type);
}

/** Answers to the events of a type in a trace; an event without a frame after it is an error. */
export function answersOf(traceEvents: readonly TraceEvent[], type: string): Answer[] {
  const asked = traceEvents.filter((event) => isDispatch(event, type));
  asked.sort((a, b) => a.ts - b.ts);
  const [first] = asked;
  const main = traceEvents
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === first?.pid && tid === first.tid)
    .sort((a, b) => a.ts - b.ts || endOf(b) - endOf(a));
  const tasks = main.filter(({ name }) => name === TASK);
  const downs = main.filter((event) => isDispatch(event, DOWN));
  return asked.map((event, i) => {
    const from = endOf(event);
    const until = asked[i + 1]?.ts ?? Number.POSITIVE_INFINITY;
    const before = asked[i - 1]?.ts ?? Number.NEGATIVE_INFINITY;
    const handedOn = main.find(({ name, ts }) => name === LAST && ts >= from && ts < until);
    const frame = tasks.find((task) => handedOn !== undefined && isWithin(handedOn, task));
    if (frame === undefined) throw new Error(`no frame follows event ${i} (${type})`);
    const after = tasks.filter(({ ts }) => ts > frame.ts && ts < until).map(timeOf);
    return {
      handlers: timeOf(event),
      ahead: sum(downs.filter(({ ts }) => ts > before && ts < event.ts).map(timeOf)),
      frame: timeOf(frame),
      parts: ownTimes(main.filter((part) => isWithin(part, frame))),
      later: sum(after),
      longest: Math.max(0, ...after),
    };
  });
}

/** Each name's own time, of events in order of their beginnings, outer ones first. */
function ownTimes(events: readonly TraceEvent[]): Map<string, number> {
  const own = new Map<string, number>();
  const add = (name: string, ms: number) => own.set(name, (own.get(name) ?? 0) + ms);
  const open: TraceEvent[] = [];
  for (const event of events) {
    while (open.length > 0 && !isWithin(event, open[open.length - 1] as TraceEvent)) open.pop();
    const outer = open[open.length - 1];
    add(event.name, timeOf(event));
    if (outer !== undefined) add(outer.name, -timeOf(event));
    open.push(event);
  }
  return own;
}

function isDispatch({ name, args }: TraceEvent, type: string): boolean {
  return name === DISPATCH && args?.data?.type === type;
}

function sum(times: readonly number[]): number {
  return times.reduce((all, ms) => all + ms, 0);
}

/** ms */
function timeOf({ tdur, dur }: TraceEvent): number {
  return (tdur ?? dur ?? 0) / 1000;
}

function endOf({ ts, dur }: TraceEvent): number {
  return ts + (dur ?? 0);
}

function isWithin(inner: TraceEvent, outer: TraceEvent): boolean {
  return inner.ts >= outer.ts && endOf(inner) <= endOf(outer);
}
