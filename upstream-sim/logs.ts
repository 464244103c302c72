import { parseTime } from './shift.ts';

/** One entry of a recorded battle log: its text as recorded, and its battleTime in epoch milliseconds. */
export interface LogEntry {
  readonly time: number;
  readonly text: string;
}

/** A recorded battle log, cut at the edges of its entries. */
export interface RecordedLog {
  readonly head: string;
  /** Newest first. */
  readonly entries: readonly LogEntry[];
  readonly tail: string;
}

const ITEMS = /^\s*\{\s*"items"\s*:\s*\[/;
const BATTLE_TIME = /"battleTime"\s*:\s*"([^"\\]*)"/;

/** The texts of an array's elements, from the place after its bracket; and the place of its closing one. */
function elementsFrom(json: string, start: number): { texts: string[]; end: number } | null {
  const texts: string[] = [];
  let from = start;
  let depth = 0;
  const cut = (at: number): void => {
    const text = json.slice(from, at).trim();
    if (text !== '') texts.push(text);
    from = at + 1;
  };
  for (let at = start; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') {
      // To the closing quote, over escaped ones.
      for (at += 1; at < json.length && json[at] !== '"'; at += 1) if (json[at] === '\\') at += 1;
    } else if (character === '{' || character === '[') depth += 1;
    else if (character === ',' && depth === 0) cut(at);
    else if (character === '}' || character === ']') {
      if (depth === 0) {
        cut(at);
        return { texts, end: at };
      }
      depth -= 1;
    }
  }
  return null;
}

/**
 * Cuts a battle log (`{"items":[…], …}`) into its entries without changing a byte of them, newest first; entries of
 * one time stay in their order. Null for a text of another shape, or with an entry without a readable battleTime.
 */
export function cutLog(json: string): RecordedLog | null {
  const head = ITEMS.exec(json)?.[0];
  const elements = head === undefined ? null : elementsFrom(json, head.length);
  if (head === undefined || elements === null) return null;
  const entries = elements.texts.map((text) => ({
    time: parseTime(BATTLE_TIME.exec(text)?.[1] ?? ''),
    text,
  }));
  if (entries.some(({ time }) => Number.isNaN(time))) return null;
  return { head, entries: entries.sort((a, b) => b.time - a.time), tail: json.slice(elements.end) };
}

/** The log as it stood at `time`: its `length` newest entries that were there by then. */
export function logAt({ head, entries, tail }: RecordedLog, time: number, length: number): string {
  const there = entries.filter((entry) => entry.time <= time).slice(0, length);
  return head + there.map(({ text }) => text).join(',') + tail;
}
