/** The names that the search benches search: real ones where recordings stand beside the checkout, else made up. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const RECORDING = join(import.meta.dirname, '../../../shared/data/recordings/catalogue-2026-06/brawlapi/v1');

/** One entry to find: what a peer library gets as a document, and what an answer says of it. */
export interface Entry {
  readonly id: number;
  readonly kind: 'map' | 'brawler';
  readonly name: string;
  readonly slug: string;
  /** name of the mode, of maps; empty for brawlers */
  readonly mode: string;
}

export interface NameSet {
  /** BrawlAPI's answers, as bytes: what our snapshot is built from */
  readonly modes: Uint8Array;
  readonly maps: Uint8Array;
  readonly brawlers: Uint8Array;
  /** one for each map as the site groups them, by name and mode, and for each brawler */
  readonly entries: readonly Entry[];
  /** names of all maps listed, ungrouped, and of all brawlers */
  readonly listed: readonly string[];
  readonly origin: string;
}

interface Listed {
  readonly id: number;
  readonly name: string;
  readonly gameMode?: { readonly name: string };
}

function parseList(json: Uint8Array): readonly Listed[] {
  return (JSON.parse(new TextDecoder().decode(json)) as { list: Listed[] }).list;
}

function toEntry({ id, name, gameMode }: Listed): Entry {
  const slug = `${name} ${gameMode?.name ?? ''}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return { id, kind: gameMode === undefined ? 'brawler' : 'map', name, slug, mode: gameMode?.name ?? '' };
}

function toNameSet(modes: Uint8Array, maps: Uint8Array, brawlers: Uint8Array, origin: string): NameSet {
  const listed = [...parseList(maps), ...parseList(brawlers)];
  const groups = new Map(listed.map((row) => [`${row.gameMode?.name} ${row.name}`, row]));
  const entries = Array.from(groups.values(), toEntry);
  return { modes, maps, brawlers, entries, listed: listed.map((row) => row.name), origin };
}

const FIRST =
  'Amber Black Broken Crystal Dark Deep Double Dusty Frozen Golden Hidden Iron Jagged Lost Mossy Old Quiet Red Rusty Silent Sunny Twin Wild Windy';
const LAST =
  'Alley Arena Bay Bridge Canyon Cross Den Field Fort Garden Gate Harbour Hill Lake Maze Mine Park Pass Point Ridge Rush Siege Temple Valley';
const MIDDLE = 'River Stone Night Market Castle Star';

/** 1,066 maps and 107 brawlers with names of the same make. */
function madeUpNames(): NameSet {
  const [first, middle, last] = [FIRST, MIDDLE, LAST].map((words) => words.split(' ')) as [
    string[],
    string[],
    string[],
  ];
  const pairs = first.flatMap((a) => last.map((b) => `${a} ${b}`));
  const triples = first.flatMap((a) => middle.flatMap((m) => last.map((b) => `${a} ${m} ${b}`)));
  const mapNames = [...pairs.slice(0, 466), ...triples.filter((_, i) => i % 5 === 0).slice(0, 600)];
  const brawlerNames = pairs
    .filter((_, i) => i % 5 === 2)
    .map((pair) => pair.replace(/(\w{3})\w* \w*(\w{3})/, '$1$2'));
  const json = (list: unknown[]): Uint8Array => new TextEncoder().encode(JSON.stringify({ list }));
  const gameMode = { id: 48_000_000, scId: 48_000_000, name: 'Gem Grab' };
  return toNameSet(
    json([{ ...gameMode, scHash: 'gemGrab' }]),
    json(mapNames.map((name, i) => ({ id: 15_000_000 + i, name, gameMode }))),
    json(brawlerNames.slice(0, 107).map((name, i) => ({ id: 16_000_000 + i, name }))),
    '1,173 made-up names',
  );
}

/** The catalogue of June 2026: 1,199 maps in 1,066 groups of name and mode, 107 brawlers. */
export function benchNames(): NameSet {
  if (!existsSync(RECORDING)) return madeUpNames();
  const read = (file: string): Uint8Array => readFileSync(join(RECORDING, file));
  const origin = '1,199 maps in 1,066 groups and 107 brawlers of June 2026';
  return toNameSet(read('gamemodes.json'), read('maps.json'), read('brawlers.json'), origin);
}

/* Syllables of made-up translations, one set a language. */
const SYLLABLES = [
  '가 나 다 라 마 바 사 아 자 차 카 타 파 하 고 노 도 로 모 보 소 오 조',
  'あ い う か き く さ し す た ち つ な に ぬ は ひ ふ ま み む や ゆ ら り',
  '水 晶 石 金 木 山 河 城 堡 星 光 暗 龙 虎 道 路 门 桥 谷 洞 湖 风 火 雪',
  'ка ро ми на ло ве сту пра го ди тер ны ска зо бу',
  'ca ro mi na lo ve stu pra go di ter ni ska zo bu',
  'มา นา ลา ตา กา ปา รา ซา หิน ทอง น้ำ ไฟ ป่า',
  'دا را مي نا لو سا با كا تي هو',
].map((syllables) => syllables.split(' '));

/** `count` names, several for each entry: its own first, then made-up ones in other languages and scripts. */
export function manyNames(
  names: readonly string[],
  count: number,
  random: () => number,
): { entry: number; text: string }[] {
  const below = (limit: number): number => Math.floor(random() * limit);
  const word = (syllables: readonly string[]): string =>
    Array.from({ length: 1 + below(3) }, () => syllables[below(syllables.length)] ?? '').join('');
  return Array.from({ length: count }, (_, i) => {
    const entry = i % names.length;
    const language = SYLLABLES[Math.floor(i / names.length) - 1];
    if (language === undefined) return { entry, text: names[entry] ?? '' };
    return { entry, text: Array.from({ length: 1 + below(3) }, () => word(language)).join(' ') };
  });
}
