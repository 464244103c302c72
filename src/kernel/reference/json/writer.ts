import * as layout from '../../../../kernel/layout/bundle.ts';

const encoder = new TextEncoder();

/** A row's field: a number, or a text, which takes two fields (offset and length). */
export type Cell = number | string;

/** The sections that hold rows, in the order in which they stand in a bundle. */
const SECTIONS = [
  ['maps', layout.BH_MAPS_OFF],
  ['brawlers', layout.BH_BRAWLERS_OFF],
  ['modes', layout.BH_MODES_OFF],
  ['events', layout.BH_EVENTS_OFF],
  ['tables', layout.BH_TABLES_OFF],
  ['stats', layout.BH_STATS_OFF],
  ['teams', layout.BH_TEAMS_OFF],
] as const;

export type Section = (typeof SECTIONS)[number][0];
export type Rows = Record<Section, Cell[][]>;

export function emptyRows(): Rows {
  return { maps: [], brawlers: [], modes: [], events: [], tables: [], stats: [], teams: [] };
}

/** Lays rows out as a bundle: header, sections, heap; texts in the order of their rows, none shared. */
export function writeBundle(kind: number, rows: Rows): Uint8Array {
  const words: number[] = new Array(layout.BUNDLE_HEADER_FIELDS).fill(0);
  const heap: Uint8Array[] = [];
  let heapLength = 0;
  const textAt: number[] = [];

  for (const [section, offsetField] of SECTIONS) {
    words[offsetField] = words.length * 4;
    words[offsetField + 1] = rows[section].length;
    for (const cell of rows[section].flat()) {
      if (typeof cell === 'number') {
        words.push(cell);
        continue;
      }
      const text = encoder.encode(cell);
      if (text.length > 0) textAt.push(words.length);
      words.push(text.length > 0 ? heapLength : 0, text.length);
      heap.push(text);
      heapLength += text.length;
    }
  }

  const heapOffset = words.length * 4;
  for (const at of textAt) words[at] = (words[at] ?? 0) + heapOffset;
  words[layout.BH_MAGIC] = layout.BUNDLE_MAGIC;
  words[layout.BH_LENGTH] = heapOffset + heapLength;
  words[layout.BH_KIND] = kind;
  words[layout.BH_HEAP_OFF] = heapOffset;
  words[layout.BH_HEAP_LENGTH] = heapLength;

  const bytes = new Uint8Array(heapOffset + heapLength);
  bytes.set(toBytes(words));
  let at = heapOffset;
  for (const text of heap) {
    bytes.set(text, at);
    at += text.length;
  }
  return bytes;
}

/** u32 words, little-endian. */
export function toBytes(words: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, i) => {
    view.setUint32(i * 4, word, true);
  });
  return new Uint8Array(view.buffer);
}
