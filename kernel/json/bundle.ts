/**
 * Lays a bundle (layout/bundle.ts) out in the output region. The sections' sizes are settled before the first
 * row is written, so every row and text goes straight to its place.
 */
import * as layout from '../layout/bundle';
import { E_OUTPUT_FULL } from '../layout/errors';
import { fail } from '../status';
import { spanFrom, spanTo } from './cursor';

let out: usize = 0;
let outEnd: usize = 0;
let heap: usize = 0;
/** Where the next text goes; beyond outEnd once one did not fit. */
let heapEnd: usize = 0;

/* Where the next rows of the sections go whose rows come as they are met. */
let nextTable: usize = 0;
let nextStat: usize = 0;
let nextTeam: usize = 0;

function setHeader(field: i32, value: u32): void {
  store<u32>(out + ((<usize>field) << 2), value);
}

function header(field: i32): u32 {
  return load<u32>(out + ((<usize>field) << 2));
}

/** Address of the first row of a section, one of BH_*_OFF. */
export function section(offsetField: i32): usize {
  return out + header(offsetField);
}

/** Enters a section behind those before it; returns its end as an offset, kept within 2^32 by the caller. */
function addSection(offsetField: i32, at: u64, count: u32, fields: u32): u64 {
  setHeader(offsetField, <u32>at);
  setHeader(offsetField + 1, count);
  return at + <u64>count * fields * 4;
}

/** Begins a bundle with so many rows of each kind. 0, or E_OUTPUT_FULL if the rows alone don't fit. */
export function beginBundle(
  kind: i32,
  at: usize,
  capacity: i32,
  maps: u32,
  brawlers: u32,
  modes: u32,
  events: u32,
  tables: u32,
  stats: u32,
  teams: u32,
): i32 {
  if (capacity < layout.BUNDLE_HEADER_FIELDS * 4) return fail(E_OUTPUT_FULL, 0);
  out = at;
  outEnd = at + capacity;
  for (let field = 0; field < layout.BUNDLE_HEADER_FIELDS; field++) setHeader(field, 0);
  setHeader(layout.BH_MAGIC, layout.BUNDLE_MAGIC);
  setHeader(layout.BH_KIND, kind);
  let end: u64 = layout.BUNDLE_HEADER_FIELDS * 4;
  end = addSection(layout.BH_MAPS_OFF, end, maps, layout.MAP_FIELDS);
  end = addSection(layout.BH_BRAWLERS_OFF, end, brawlers, layout.BRAWLER_FIELDS);
  end = addSection(layout.BH_MODES_OFF, end, modes, layout.MODE_FIELDS);
  end = addSection(layout.BH_EVENTS_OFF, end, events, layout.EVENT_FIELDS);
  end = addSection(layout.BH_TABLES_OFF, end, tables, layout.TABLE_FIELDS);
  end = addSection(layout.BH_STATS_OFF, end, stats, layout.STAT_FIELDS);
  end = addSection(layout.BH_TEAMS_OFF, end, teams, layout.TEAM_FIELDS);
  setHeader(layout.BH_HEAP_OFF, <u32>end);
  if (end > <u64>capacity) return fail(E_OUTPUT_FULL, 0);
  heap = at + <usize>end;
  heapEnd = heap;
  nextTable = section(layout.BH_TABLES_OFF);
  nextStat = section(layout.BH_STATS_OFF);
  nextTeam = section(layout.BH_TEAMS_OFF);
  return 0;
}

/** Ends the bundle: its length, or E_OUTPUT_FULL. */
export function endBundle(): i32 {
  if (heapEnd > outEnd) return fail(E_OUTPUT_FULL, 0);
  setHeader(layout.BH_HEAP_LENGTH, <u32>(heapEnd - heap));
  setHeader(layout.BH_LENGTH, <u32>(heapEnd - out));
  return <i32>(heapEnd - out);
}

export function setField(row: usize, field: i32, value: u32): void {
  store<u32>(row + ((<usize>field) << 2), value);
}

/** Copies the text of spanFrom…spanTo to the heap and enters it in a row's pair of fields. */
export function setText(row: usize, offsetField: i32): void {
  const length = spanTo - spanFrom;
  const to = heapEnd;
  heapEnd += length;
  setField(row, offsetField, length === 0 ? 0 : <u32>(to - out));
  setField(row, offsetField + 1, <u32>length);
  if (heapEnd + 16 <= outEnd) {
    for (let i: usize = 0; i < length; i += 16) v128.store(to + i, v128.load(spanFrom + i));
  } else if (heapEnd <= outEnd) {
    memory.copy(to, spanFrom, length);
  }
}

/** Appends a text, after a comma if need be, to the one that setText() has just entered in this pair of fields. */
export function appendText(row: usize, offsetField: i32, hasComma: bool): void {
  const added = <u32>(spanTo - spanFrom) + u32(hasComma);
  if (added === 0) return;
  const length = load<u32>(row + ((<usize>offsetField + 1) << 2));
  const start = heapEnd - length;
  if (hasComma) {
    if (heapEnd < outEnd) store<u8>(heapEnd, 0x2c);
    heapEnd++;
  }
  setText(row, offsetField);
  setField(row, offsetField, <u32>(start - out));
  setField(row, offsetField + 1, length + added);
}

/** Place of the next TABLE row. */
export function takeTable(): usize {
  const row = nextTable;
  nextTable += layout.TABLE_FIELDS * 4;
  return row;
}

export function takeStat(): usize {
  const row = nextStat;
  nextStat += layout.STAT_FIELDS * 4;
  return row;
}

export function takeTeam(): usize {
  const row = nextTeam;
  nextTeam += layout.TEAM_FIELDS * 4;
  return row;
}

/** Index of the STAT row that is next to be taken. */
export function statsTaken(): u32 {
  return <u32>(nextStat - section(layout.BH_STATS_OFF)) / (layout.STAT_FIELDS * 4);
}

export function teamsTaken(): u32 {
  return <u32>(nextTeam - section(layout.BH_TEAMS_OFF)) / (layout.TEAM_FIELDS * 4);
}
