/**
 * Snapshots with columns drawn at random: valid, and with far odder values than any source gives. What builders
 * don't make yet (several brackets, boards from battles) is in them too.
 */
import * as layout from '../../../kernel/layout/snapshot.ts';
import { build } from '../../../src/kernel/reference/search/index.ts';
import { SnapshotWriter } from '../../../src/kernel/reference/snapshot/writer.ts';
import type { Random } from '../../../upstream-sim/random.ts';
import { randomSection } from '../trends/random.ts';

const NAMES = [
  'Shelly',
  'EL PRIMO',
  'Mr. P',
  'R-T',
  'Ünïcödé — “quoted”',
  'say "hi" \\ there',
  'tab\there\nand\u0001there',
  'ハードロック鉱山',
  '단단한 바위 광산',
  'مناجم',
  'emoji 🌵🌵 and ￿',
  '\u2028\u2029</script>',
  'exactly sixteen!',
  'exactly seventeen',
  'a name that is longer than two vectors of the kernel, by far, and then a bit more of it: 64, 80, 96, 112',
  'x',
] as const;
const SLUGS = [
  'a',
  'a-b',
  'a-b-c',
  'b',
  'bb',
  'map-15000001',
  'hard-rock-mine',
  'long-slug-that-takes-several-words',
];
const COUNTS = [
  0, 1, 9, 10, 99, 100, 12345, 999_999, 1e7, 99_999_999, 1e8, 123_456_789, 0xfffffffe, 0xffffffff,
];
const RATES = [0, 1, 4, 5, 6, 15, 94, 95, 995, 999, 1000, 4994, 4995, 5000, 5123, 9994, 9995, 9999, 10_000];
const TIMES = [
  0, 1, 86_399, 86_400, 951_782_400, 1_709_164_800, 1_735_689_599, 1_780_000_000, 4_107_542_400, 0xffffffff,
];

/** Times about which tests ask. */
export const MOMENTS = [0, 1_780_000_000, 1_780_040_000, 0xffffffff] as const;

interface Tools {
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  list<T>(length: number, make: (i: number) => T): T[];
}

function toolsOf(random: Random): Tools {
  const below = (limit: number) => Math.floor(random.float() * limit);
  return {
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    list: (length, make) => Array.from({ length }, (_, i) => make(i)),
  };
}

function itself<T>(value: T): T {
  return value;
}

/** 0 to n − 1. */
function rows(n: number): number[] {
  return Array.from({ length: n }, (_, row) => row);
}

function sumOf(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0);
}

function rising(tools: Tools, length: number, first: number): number[] {
  let id = first;
  return tools.list(length, () => (id += 1 + tools.below(3)));
}

function count({ pick, below }: Tools): number {
  return below(2) ? pick(COUNTS) : below(5000);
}

function rate({ pick, below }: Tools): number {
  return below(2) ? pick(RATES) : below(10_001);
}

function time({ pick, below }: Tools): number {
  return below(2) ? pick(TIMES) : 1_780_000_000 + below(200_000) - 100_000;
}

function writeModes(writer: SnapshotWriter, tools: Tools, modes: number): void {
  const { below, pick } = tools;
  writer.u32(layout.S_MODE_ID, rows(modes), () => count(tools));
  writer.strings(layout.S_MODE_NAME, rows(modes), () => pick(NAMES));
  writer.strings(layout.S_MODE_SLUG, rows(modes), () => pick(SLUGS));
  writer.strings(layout.S_MODE_KEY, rows(modes), () => pick(['', 'gemGrab', 'k"ey']));
  writer.u32(layout.S_MODE_COLOR, rows(modes), () =>
    pick([0, 0xff00aa, 0xabcdef, 0xffffff, 0x1000000, layout.NONE32]),
  );
  writer.u8(layout.S_MODE_FLAGS, rows(modes), () => below(256));
}

interface MapRow {
  slug: string;
  mode: number;
}

/** Maps sorted by slug and mode, as builders sort them. */
function writeMaps(
  writer: SnapshotWriter,
  tools: Tools,
  maps: number,
  modes: number,
  names: readonly string[],
): void {
  const { below, pick, list } = tools;
  const sorted: MapRow[] = list(maps, () => ({ slug: pick(SLUGS), mode: below(modes) }));
  sorted.sort((a, b) => (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : a.mode - b.mode));
  const ids = list(maps, () => below(4));
  const total = sumOf(ids);
  writer.u32(layout.S_MAP_ID, rows(maps), () => count(tools));
  writer.strings(layout.S_MAP_NAME, names, itself);
  writer.strings(layout.S_MAP_SLUG, sorted, (map) => map.slug);
  writer.u16(layout.S_MAP_MODE, sorted, (map) => map.mode);
  writer.u8(layout.S_MAP_FLAGS, rows(maps), () => below(256));
  writer.positions(layout.S_MAP_IDS_AT, ids, itself);
  writer.u32(layout.S_MAP_IDS, rows(total), () => count(tools));
  writer.u32(layout.S_ALIAS_ID, rising(tools, total, 15_000_000), itself);
  writer.u16(layout.S_ALIAS_MAP, rows(total), () => below(maps));
}

function writeBrawlers(writer: SnapshotWriter, tools: Tools, names: readonly string[]): void {
  const { below, pick } = tools;
  const n = names.length;
  writer.u32(layout.S_BRAWLER_ID, rising(tools, n, below(2) ? 16_000_000 : 0), itself);
  writer.strings(layout.S_BRAWLER_NAME, names, itself);
  writer.strings(layout.S_BRAWLER_SLUG, rows(n), () => pick([...SLUGS, '7', '16000003']));
  writer.strings(layout.S_BRAWLER_CLASS, rows(n), () => pick(['', ...NAMES]));
  writer.strings(layout.S_BRAWLER_RARITY, rows(n), () => pick(['', 'Mythic', 'Épique "x"']));
  writer.u32(layout.S_BRAWLER_COLOR, rows(n), () =>
    pick([0, 0xff, 0xabcdef, 0xffffff, 0x1000000, layout.NONE32]),
  );
  writer.u8(layout.S_BRAWLER_FLAGS, rows(n), () => below(256));
}

function writeEvents(writer: SnapshotWriter, tools: Tools, maps: number): void {
  const { below, pick } = tools;
  const n = below(6);
  writer.u32(layout.S_EVENT_START, rows(n), () => time(tools));
  writer.u32(layout.S_EVENT_END, rows(n), () => time(tools));
  writer.u16(layout.S_EVENT_MAP, rows(n), () => (maps === 0 || below(4) === 0 ? layout.NONE16 : below(maps)));
  writer.u16(layout.S_EVENT_SLOT, rows(n), () => pick([0, 1, 7, 65_535]));
  writer.u8(layout.S_EVENT_FLAGS, rows(n), () => below(256));
  writer.strings(layout.S_EVENT_MODIFIER, rows(n), () => pick(['', ...NAMES]));
}

/** Writes the boards and gives how many cells and teams each has. */
function writeBoards(
  writer: SnapshotWriter,
  tools: Tools,
  maps: number,
  brawlers: number,
): [number[], number[]] {
  const { below, pick, list } = tools;
  const boardsOf = list(maps, () => below(4));
  const mapOf = boardsOf.flatMap((n, map) => list(n, () => map));
  const n = mapOf.length;
  const cells = list(n, () => (brawlers === 0 || below(5) === 0 ? 0 : below(40)));
  const teams = list(n, () => below(4));
  writer.positions(layout.S_MAP_BOARDS_AT, boardsOf, itself);
  writer.u16(layout.S_BOARD_MAP, mapOf, itself);
  writer.u8(layout.S_BOARD_BRACKET, rows(n), () => (below(2) ? 0 : below(layout.BRACKET_COUNT)));
  writer.u8(layout.S_BOARD_SOURCE, rows(n), () => below(3));
  writer.u8(layout.S_BOARD_FLAGS, rows(n), () => (below(4) ? below(256) & ~1 : below(256)));
  writer.u32(layout.S_BOARD_BATTLES, rows(n), () => count(tools));
  writer.u32(layout.S_BOARD_PICKS, rows(n), () => count(tools));
  writer.u16(layout.S_BOARD_BASELINE, rows(n), () => (below(4) ? rate(tools) : layout.NONE16));
  writer.u32(layout.S_BOARD_UPDATED, rows(n), () => pick([...TIMES, below(layout.NONE32)]));
  writer.positions(layout.S_BOARD_CELLS_AT, cells, itself);
  writer.positions(layout.S_BOARD_TEAMS_AT, teams, itself);
  return [cells, teams];
}

function writeCells(writer: SnapshotWriter, tools: Tools, n: number, brawlers: number): void {
  const { below, pick } = tools;
  const bound = () => (below(6) ? rate(tools) : layout.NONE16);
  writer.u16(layout.S_CELL_BRAWLER, rows(n), () => below(brawlers));
  writer.u32(layout.S_CELL_GAMES, rows(n), () => count(tools));
  writer.u32(layout.S_CELL_HALF_WINS, rows(n), () => count(tools));
  writer.u16(layout.S_CELL_WIN_RATE, rows(n), () => rate(tools));
  writer.u16(layout.S_CELL_ADJUSTED, rows(n), () => rate(tools));
  writer.u16(layout.S_CELL_LOW, rows(n), bound);
  writer.u16(layout.S_CELL_HIGH, rows(n), bound);
  writer.u16(layout.S_CELL_USE_RATE, rows(n), () => rate(tools));
  writer.u16(layout.S_CELL_RANK, rows(n), () => pick([0, 1, 99, 100, 65_535]));
  writer.u8(layout.S_CELL_TIER, rows(n), () => below(8) + 128 * below(2));
}

function writeTeams(writer: SnapshotWriter, tools: Tools, n: number, brawlers: number): void {
  const { below } = tools;
  const member = () => (brawlers === 0 || below(4) === 0 ? layout.NONE16 : below(brawlers));
  writer.u16Rows(layout.S_TEAM_BRAWLERS, 5, rows(n), member);
  writer.u32(layout.S_TEAM_GAMES, rows(n), () => count(tools));
  writer.u32(layout.S_TEAM_HALF_WINS, rows(n), () => count(tools));
  writer.u16(layout.S_TEAM_ADJUSTED, rows(n), () => rate(tools));
  writer.u16(layout.S_TEAM_LOW, rows(n), () => rate(tools));
  writer.u16(layout.S_TEAM_HIGH, rows(n), () => rate(tools));
}

function writeBest(
  writer: SnapshotWriter,
  tools: Tools,
  brawlers: number,
  boards: number,
  cells: number,
): void {
  const { below, list } = tools;
  const lengths = list(brawlers, () => (cells === 0 ? 0 : below(6)));
  const n = sumOf(lengths);
  writer.positions(layout.S_BEST_AT, lengths, itself);
  writer.u32(layout.S_BEST_CELL, rows(n), () => below(cells));
  writer.u16(layout.S_BEST_BOARD, rows(n), () => below(boards));
}

/** Matrices and surest rows of pairs (`first` is S_PAIR_MODE) or match-ups; one of the matrices may be for all other modes. */
function writeEffects(
  writer: SnapshotWriter,
  tools: Tools,
  first: number,
  brawlers: number,
  modes: number,
): void {
  const { below, pick, list } = tools;
  const matrices = list(below(8) ? 1 + below(3) : 0, () => (below(2) ? layout.NONE16 : below(modes)));
  const cells = (matrices.length * brawlers * (brawlers - 1)) / 2;
  const lengths = list(brawlers, () => below(4));
  const n = sumOf(lengths);
  writer.u16(first, matrices, itself);
  writer.bytes(
    first + 1,
    Uint8Array.from(rows(cells), () => (below(4) ? below(12) - 6 : below(256))),
  );
  writer.bytes(
    first + 2,
    Uint8Array.from(rows(cells), () => (below(4) ? 1 + below(9) : below(256))),
  );
  writer.positions(first + 3, lengths, itself);
  writer.u16(first + 4, rows(n), () => below(brawlers));
  writer.u32(first + 5, rows(n), () => count(tools));
  writer.u32(first + 6, rows(n), () => count(tools));
  writer.u16(first + 7, rows(n), () => rate(tools));
  writer.u16(first + 8, rows(n), () => pick([0, 1, 49, 50, 51, 32_767, 32_768, 65_535, below(65_536)]));
  writer.u16(first + 9, rows(n), () => pick([0, 1, 65_535, below(500)]));
}

/** A valid snapshot of up to a dozen maps and two dozen brawlers; `name`, if given, is the first of each. */
export function randomSnapshot(random: Random, name?: string): Uint8Array {
  const tools = toolsOf(random);
  const { below, pick, list } = tools;
  const modes = 1 + below(4);
  const maps = below(8) === 0 ? 0 : below(12);
  const brawlers = below(8) === 0 ? 0 : below(24);
  const nameOf = (row: number) => (row === 0 && name !== undefined ? name : pick(NAMES));
  const mapNames = list(maps, nameOf);
  const brawlerNames = list(brawlers, nameOf);
  const writer = new SnapshotWriter();
  writer.u32(layout.S_META, [below(4), pick([0, 1, 28, layout.NONE32]), 0, 0], itself);
  writeModes(writer, tools, modes);
  writeMaps(writer, tools, maps, modes, mapNames);
  writeBrawlers(writer, tools, brawlerNames);
  writeEvents(writer, tools, maps);
  const [cells, teams] = writeBoards(writer, tools, maps, brawlers);
  const cellCount = sumOf(cells);
  writeCells(writer, tools, cellCount, brawlers);
  writeTeams(writer, tools, sumOf(teams), brawlers);
  writeBest(writer, tools, brawlers, cells.length, cellCount);
  writeEffects(writer, tools, layout.S_PAIR_MODE, brawlers, modes);
  writeEffects(writer, tools, layout.S_MATCHUP_MODE, brawlers, modes);
  writer.bytes(layout.S_TRENDS, randomSection(random, brawlers, modes));
  const names = [
    ...mapNames.map((text, row) => ({ target: row, text })),
    ...brawlerNames.map((text, row) => ({ target: 0x10000 | row, text })),
  ];
  writer.bytes(layout.S_SEARCH, build(names.map((name) => ({ ...name, popularity: below(1000) }))));
  const sources = list(below(4), () => ({
    id: below(5),
    status: below(3),
    lastGood: time(tools),
    rows: below(1000),
  }));
  return writer.finish(pick([0, 999, 1_780_000_000_123, 253_402_300_799_999, below(2 ** 42)]), sources);
}
