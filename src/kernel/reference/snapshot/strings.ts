import * as layout from '../../../../kernel/layout/snapshot.ts';
import { SECTIONS } from './spec.ts';

type Columns = ReadonlyMap<number, Uint8Array | Uint16Array | Uint32Array>;

/** What stands for itself between the quotes of a JSON string, or an escape, at `lastIndex`. */
const CHARACTER = /[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/uy;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Checks the string pool, so that texts can be copied into JSON as they are. STRINGS must be UTF-8 that may stand
 * between the quotes of a JSON string: no byte below 0x20, no bare quote, no escape that JSON doesn't know. And no
 * text may begin or end within an escape or a UTF-8 sequence.
 */
export function checkStrings(columns: Columns): boolean {
  const isBoundary = characterBounds(columns.get(layout.S_STRINGS) as Uint8Array);
  if (isBoundary === null) return false;
  return SECTIONS.filter(({ kind }) => kind === 'text').every(({ id }) =>
    columns.get(id)?.every((offset) => isBoundary[offset] === 1),
  );
}

/** A byte per offset of the pool, and one for its end: 1 where a character begins or ends. Null where one is bad. */
function characterBounds(pool: Uint8Array): Uint8Array | null {
  let text: string;
  try {
    text = decoder.decode(pool);
  } catch {
    return null;
  }
  const bounds = new Uint8Array(pool.length + 1);
  let offset = 0;
  bounds[0] = 1;
  for (CHARACTER.lastIndex = 0; CHARACTER.lastIndex < text.length; ) {
    const character = CHARACTER.exec(text);
    if (character === null) return null;
    offset += encoder.encode(character[0]).length;
    bounds[offset] = 1;
  }
  return bounds;
}
