import { type Answer, jsonAnswer, officialError } from '../../answer.ts';

/** The most entries of a page, and of a ranking as a whole. */
export const MAX_PAGE = 200;

/** A cursor as the API writes them: base64 of `{"pos":10}`, without padding. */
function cursorAt(position: number): string {
  return Buffer.from(JSON.stringify({ pos: position })).toString('base64url');
}

/** The position in a cursor; null when it is none. */
function readCursor(text: string): number | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const { pos } = value as { pos?: unknown };
    return typeof pos === 'number' && Number.isInteger(pos) && pos >= 0 ? pos : null;
  } catch {
    return null;
  }
}

/** Where a page begins and how long it is; null for parameters that make no sense. */
function readWindow(query: URLSearchParams, count: number): { from: number; to: number } | null {
  const [limit, after, before] = [query.get('limit'), query.get('after'), query.get('before')];
  if (limit !== null && !/^[1-9]\d{0,8}$/.test(limit)) return null;
  if (after !== null && before !== null) return null;
  const length = Math.min(MAX_PAGE, Number(limit ?? MAX_PAGE));
  if (before !== null) {
    const to = readCursor(before);
    return to === null ? null : { from: Math.max(0, to - length), to: Math.min(to, count) };
  }
  const from = after === null ? 0 : readCursor(after);
  return from === null ? null : { from, to: Math.min(from + length, count) };
}

/**
 * A page of a list: `limit` (1 to 200, default 200), `after` or `before` a cursor, as in the API; 400 for anything else.
 */
export function pageAnswer(items: readonly object[], query: URLSearchParams): Answer {
  const window = readWindow(query, items.length);
  if (window === null) return officialError(400, 'badRequest', 'Invalid paging parameters.');
  const { from, to } = window;
  const cursors = {
    ...(to < items.length && to > from ? { after: cursorAt(to) } : {}),
    ...(from > 0 ? { before: cursorAt(from) } : {}),
  };
  return jsonAnswer(JSON.stringify({ items: items.slice(from, to), paging: { cursors } }));
}
