/** Made-up upstream answers of every shape, generation and oddity, the same for the same seed. */
import * as layout from '../../../kernel/layout/bundle.ts';
import { COUNT_BATTLES, COUNT_CELLS, COUNT_MAP_PAIRS, COUNT_TRIOS } from '../../../kernel/layout/tally.ts';
import type { SnapshotInput } from '../../../src/kernel/reference/snapshot/build.ts';
import { createRandom } from '../../../upstream-sim/random.ts';
import { type Draws, draws } from '../stats/support.ts';
import { randomSeries } from '../trends/random.ts';
import { makeSums, type SumsRow } from './sums.ts';
import * as support from './support.ts';

const WORDS = [
  'Hard',
  'Rock',
  'Mine',
  'Skull',
  'Creek',
  "Belle's",
  'Out',
  'in',
  'the',
  'Open',
  '8-Bit',
  'Zone',
  'R-T',
  'Ébène',
];
const ODD_NAMES = [
  '하드 록 광산',
  '하드 록 광산',
  '真っ二つ',
  'ガラガラヘビ',
  'Ｈａｒｄ　Ｒｏｃｋ',
  'Straße 2',
  '雪原 2',
  'سوق المعدن',
  '!!!',
  '???',
  ' ',
  '💎 Mine 💎',
  'Quo"te \\ and \u0001 control\n',
  '\ufeffMarked',
  '\ufeff',
  'a',
  'MIX Of caps',
  'ÜBER',
  "D'ARTAGNAN 5V5",
  'x'.repeat(64),
  `${'long '.repeat(20)}name`,
  `${'long '.repeat(20)}names`,
  'Ŀß'.repeat(50),
  'map 15000001',
  '15000001',
];
const MODES = [
  'Gem Grab',
  'Brawl Ball',
  'Bounty',
  'Solo Showdown',
  'Heist',
  'Duels',
  'Brawl Hockey',
  '듀얼',
  '...',
];
const CLASSES = ['Damage Dealer', 'Tank', '', 'Контроллер', '"'];

/** How an upstream of some generation writes a name. */
type Style = (name: string) => { name: string; hash?: string };
const STYLES: readonly Style[] = [
  (name) => ({ name }),
  (name) => ({ name, hash: name.replaceAll(' ', '-') }),
  (name) => ({ name: name.toUpperCase(), hash: name.toUpperCase().replaceAll(' ', '-') }),
  (name) => ({ name: name.replaceAll(' ', '-'), hash: name.toLowerCase().replaceAll(' ', '-') }),
  (name) => ({
    name: name.toUpperCase().replaceAll(' ', '-'),
    hash: name.toLowerCase().replaceAll(' ', '-'),
  }),
];

interface World {
  random: Draws;
  pick<T>(from: readonly T[]): T;
  chance(probability: number): boolean;
  brawlers: number;
  maps: number;
  style: Style;
}

function world(seed: number): World {
  const random = draws(seed);
  const pick = <T>(from: readonly T[]): T => from[random.integer(from.length)] as T;
  const chance = (probability: number) => random.uniform() < probability;
  return {
    random,
    pick,
    chance,
    brawlers: random.integer(chance(0.2) ? 130 : 15),
    maps: random.integer(chance(0.2) ? 200 : 15),
    style: pick(STYLES),
  };
}

function nameIn({ random, pick, chance }: World): string {
  if (chance(0.15)) return pick(ODD_NAMES);
  return Array.from({ length: 1 + random.integer(3) }, () => pick(WORDS)).join(' ');
}

function modeIn({ random, pick, chance, style }: World) {
  const number = random.integer(MODES.length);
  const id = 48_000_000 + (chance(0.1) ? 50 + number : number);
  const ids = pick([{ scId: id }, { id, scId: id }, { id: number + 1, scId: id }, { id: number + 1 }, {}]);
  return { ...ids, ...style(chance(0.05) ? pick(ODD_NAMES.slice(0, 4)) : (MODES[number] ?? '')) };
}

function modeListIn(w: World): unknown[] {
  return Array.from({ length: w.random.integer(12) }, () => ({
    ...modeIn(w),
    disabled: w.chance(0.3),
    ...(w.chance(0.7) ? { scHash: w.pick(['gemGrab', 'ball"', '']) } : {}),
    ...(w.chance(0.7) ? { color: w.pick(['#ff00aa', '#FFFFFF', 'red']) } : {}),
  }));
}

function brawlerId({ random, brawlers, chance }: World): number {
  if (chance(0.02)) return 0;
  return 16_000_000 + random.integer(Math.max(brawlers, 1) + (chance(0.1) ? 5 : 0));
}

function statsIn(w: World): support.StatDocument[] {
  const { random, chance } = w;
  const counted = chance(0.6);
  const size = random.uniform() < 0.3 ? random.integer(4) : random.integer(w.brawlers + 2);
  const digits = w.pick([1, 10, 10_000]);
  return Array.from({ length: size }, (_, i) => {
    const winRate = chance(0.03)
      ? w.pick([0, 100, 50])
      : Math.min(100, Math.max(0, 48 + 5 * random.normal()));
    const useRate = chance(0.2) ? 0 : random.uniform() ** 3 * 10;
    return {
      brawler: chance(0.9) ? 16_000_000 + i : brawlerId(w),
      winRate: Math.round(winRate * digits) / digits,
      useRate: Math.round(useRate * digits) / digits,
      ...(counted && !chance(0.002)
        ? { count: chance(0.05) ? 0 : Math.floor(10 ** (random.uniform() * 6)) }
        : {}),
    };
  });
}

function teamsIn(w: World): unknown[] {
  const { random, chance } = w;
  return Array.from({ length: random.integer(chance(0.2) ? 60 : 4) }, () => {
    const size = chance(0.8) ? 3 : 2 + random.integer(4);
    const members = Array.from({ length: size }, () => brawlerId(w));
    const total = chance(0.05) ? 0 : 1 + random.integer(chance(0.1) ? 4_000_000_000 : 400);
    const wins = random.integer(total + 1);
    const draws = chance(0.8) ? 0 : random.integer(total);
    return support.teamDocument(members, wins, draws, total);
  });
}

function mapIn(w: World): support.MapDocument {
  const { random, chance } = w;
  const updated = w.pick([
    {},
    { dataUpdated: null },
    { dataUpdated: 0 },
    { dataUpdated: 1_700_000_000 + random.integer(9) },
  ]);
  return {
    id: 15_000_000 + random.integer(w.maps * 2 + 2),
    ...w.style(nameIn(w)),
    gameMode: modeIn(w),
    ...(chance(0.8) ? { disabled: chance(0.5) } : {}),
    ...updated,
    ...(chance(0.5) ? { stats: chance(0.9) ? statsIn(w) : [] } : {}),
    ...(chance(0.4) ? { teamStats: teamsIn(w) } : {}),
  };
}

function mapsIn(w: World): support.MapDocument[] {
  return Array.from({ length: w.random.integer(w.maps + 1) }, () => mapIn(w));
}

function brawlersIn(w: World): support.BrawlerDocument[] {
  const { random, chance, pick } = w;
  return Array.from({ length: random.integer(w.brawlers + 1) }, () => ({
    id: chance(0.01) ? 0 : brawlerId(w),
    ...w.style(nameIn(w)),
    ...(chance(0.5) ? { released: chance(0.9) } : {}),
    ...(chance(0.8) ? { class: { name: pick(CLASSES) } } : {}),
    ...(chance(0.8) ? { rarity: { id: 1, name: pick(CLASSES), color: '#68fd58' } } : {}),
  }));
}

function eventsIn(w: World): support.EventDocument[] {
  const { random, chance, pick } = w;
  return Array.from({ length: random.integer(6) }, () => ({
    map: mapIn(w),
    slot: random.integer(chance(0.1) ? 100_000 : 10),
    startTime: new Date(1_780_000_000_000 + random.integer(1e9)).toISOString(),
    endTime: new Date(1_780_000_000_000 + random.integer(1e9)).toISOString(),
    predicted: chance(0.3),
    modifier: pick([null, 'Energy Drink', '"', '\ufeff♥']),
  }));
}

function bundleIn(w: World): Uint8Array {
  switch (w.random.integer(6)) {
    case 0:
      return support.modesBundle(...modeListIn(w));
    case 1:
      return support.brawlersBundle(...brawlersIn(w));
    case 2:
      return support.eventsBundle(eventsIn(w), eventsIn(w));
    case 3:
      return support.mapsBundle(...mapsIn(w));
    default:
      return support.mapBundle(mapIn(w));
  }
}

/** Sets TABLE_SITE_WIDE in some tables, as the collector does. */
function markSiteWide(bytes: Uint8Array, { chance }: World): Uint8Array {
  const words = new Uint32Array(bytes.slice().buffer, 0, bytes.length >>> 2);
  const first = (words[layout.BH_TABLES_OFF] ?? 0) >>> 2;
  for (let i = 0; i < (words[layout.BH_TABLES_COUNT] ?? 0); i++) {
    const flags = first + i * layout.TABLE_FIELDS + layout.TABLE_FLAGS;
    if (chance(0.2)) words[flags] = (words[flags] ?? 0) | layout.TABLE_SITE_WIDE;
  }
  return new Uint8Array(words.buffer, 0, bytes.length);
}

/** Counts on some of the world's maps, and on some that it doesn't have. */
function sumsIn(w: World): Uint8Array[] {
  const { random, chance } = w;
  const map = () => 15_000_000 + random.integer(w.maps * 2 + 4);
  const count = () => {
    const games = 1 + Math.floor(10 ** (random.uniform() * (chance(0.02) ? 9 : 4)));
    const halfWins = chance(0.05) ? 2 * games : random.integer(2 * games + 1);
    if (chance(0.2)) return { games, halfWins };
    const [old, recent] = [random.uniform(), random.uniform()];
    const before = random.integer(games + 1);
    const won = Math.min(halfWins, 2 * before);
    const mixed = (x: number, of: number) => old * x + recent * (of - x);
    const squares = old * old * before + recent * recent * (games - before);
    const weighted = [mixed(before, games), mixed(won, halfWins), squares] as const;
    return { games, halfWins, ...(chance(0.02) ? { weight: 0 } : { weighted }) };
  };
  const rows = (most: number, row: () => SumsRow) => Array.from({ length: random.integer(most) }, row);
  const member = () => 16_000_000 + random.integer(chance(0.02) ? 4095 : w.brawlers + 2);
  const members = () => Array.from({ length: chance(0.8) ? 3 : 2 }, member).sort((a, b) => a - b);
  const cells = rows(40 * (w.brawlers + 1), () => ({
    map: map(),
    slot: random.integer(4),
    brawlers: chance(0.01) ? [] : [member()],
    ...count(),
  }));
  const trios = rows(chance(0.3) ? 3000 : 30, () => ({ map: map(), brawlers: members(), ...count() }));
  const battles = rows(3 * w.maps + 4, () => ({
    map: map(),
    slot: random.integer(4),
    games: 1 + random.integer(1000),
  }));
  return [
    ...(chance(0.9) ? [makeSums(COUNT_BATTLES, battles)] : []),
    ...(chance(0.95) ? [makeSums(COUNT_CELLS, cells)] : []),
    ...(chance(0.2) ? [makeSums(COUNT_MAP_PAIRS, trios)] : []),
    ...(chance(0.8) ? [makeSums(COUNT_TRIOS, trios)] : []),
  ];
}

/** An input of snapshotBuild, made up from a seed. */
export function makeUp(seed: number): SnapshotInput {
  const w = world(seed);
  const bundles = Array.from({ length: w.random.integer(9) }, () => {
    if (w.chance(0.1)) w.style = w.pick(STYLES);
    return markSiteWide(bundleIn(w), w);
  });
  const sources = Array.from({ length: w.random.integer(6) }, (_, id) => ({
    id,
    status: w.random.integer(3),
    lastGood: w.random.integer(2 ** 31),
    rows: w.random.integer(2000),
  }));
  return {
    bundles,
    sources,
    builtAt: w.random.integer(2 ** 43),
    data: w.random.integer(3),
    windowDays: w.random.integer(30),
    ...(w.chance(0.6) ? { sums: sumsIn(w) } : {}),
    ...(w.chance(0.4) ? { series: randomSeries(createRandom(seed), w.brawlers + 2, MODES.length) } : {}),
  };
}
