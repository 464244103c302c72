import { FLAG_UNLISTED } from '../../kernel/layout/bundle.ts';
import * as layout from '../../kernel/layout/snapshot.ts';
import { DATA_NAMES, type DataName } from '../shared/answers.ts';

/** No reader takes a larger snapshot. */
export const MAX_SNAPSHOT_BYTES = layout.SNAPSHOT_MAX_LENGTH;

/** What a snapshot says about itself, without its rows. */
export interface SnapshotHead {
  /** content hash, 16 hex digits */
  readonly hash: string;
  /** epoch milliseconds */
  readonly builtAt: number;
  readonly data: DataName;
  /** bytes */
  readonly length: number;
  /** game ids */
  readonly maps: number;
  readonly brawlers: number;
  /** counted battles; 0 where only an upstream's rates are known */
  readonly battles: number;
  readonly sources: readonly { id: number; status: number; lastGood: number; rows: number }[];
}

/** Reads the head of a snapshot that has passed its checks. */
export function readHead(bytes: Uint8Array): SnapshotHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u32 = (at: number) => view.getUint32(at, true);
  const meta = section(view, layout.S_META);
  const sources = Array.from({ length: u32(layout.SH_SOURCES) }, (_, i) => {
    const row = layout.SNAPSHOT_HEADER + i * layout.SOURCE_FIELDS * 4;
    return { id: u32(row), status: u32(row + 4), lastGood: u32(row + 8), rows: u32(row + 12) };
  });
  return {
    hash: view.getBigUint64(layout.SH_CONTENT_HASH, true).toString(16).padStart(16, '0'),
    builtAt: Number(view.getBigUint64(layout.SH_BUILT_AT, true)),
    data: DATA_NAMES[u32(meta.offset + 4 * layout.META_DATA)] ?? 'live',
    length: bytes.length,
    maps: section(view, layout.S_ALIAS_ID).count,
    brawlers: countListed(view),
    battles: countBattles(view),
    sources,
  };
}

function section(view: DataView, id: number): { offset: number; count: number } {
  const content = view.getUint32(layout.SH_CONTENT, true);
  const sections = view.getUint32(layout.SH_SECTIONS, true);
  for (let i = 0; i < sections; i++) {
    const entry = content + i * layout.SECTION_FIELDS * 4;
    if (view.getUint32(entry, true) !== id) continue;
    return { offset: content + view.getUint32(entry + 4, true), count: view.getUint32(entry + 8, true) };
  }
  throw new TypeError(`snapshot without section ${id}`);
}

/** Brawlers of the upstream's list; statistics may know more. */
function countListed(view: DataView): number {
  const flags = section(view, layout.S_BRAWLER_FLAGS);
  let listed = 0;
  for (let row = 0; row < flags.count; row++) {
    if ((view.getUint8(flags.offset + row) & FLAG_UNLISTED) === 0) listed++;
  }
  return listed;
}

/** Battles over all boards of bracket `all`. */
function countBattles(view: DataView): number {
  const battles = section(view, layout.S_BOARD_BATTLES);
  const brackets = section(view, layout.S_BOARD_BRACKET);
  let sum = 0;
  for (let board = 0; board < battles.count; board++) {
    const value = view.getUint32(battles.offset + 4 * board, true);
    if (value !== layout.NONE32 && view.getUint8(brackets.offset + board) === layout.BRACKET_ALL)
      sum += value;
  }
  return sum;
}
