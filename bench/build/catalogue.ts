/** A made-up full catalogue as bundles: as many maps, brawlers and statistics as the real upstream had at its best. */
import { KIND_BRAWLERS, KIND_EVENTS, KIND_MAP, KIND_MAPS, KIND_MODES } from '../../kernel/layout/bundle.ts';
import { extract } from '../../src/kernel/reference/json/index.ts';
import { createRandom } from '../../upstream-sim/random.ts';

export const MAPS = 1199;
export const BRAWLERS = 107;
export const MODES = 65;
/** maps with statistics, and the rows of each */
export const TABLES = 60;
export const ROWS = 100;

const FIRST_MAP = 15_000_000;
const FIRST_BRAWLER = 16_000_000;
const FIRST_MODE = 48_000_000;
const SYLLABLES = [
  'ba',
  'co',
  'dri',
  'el',
  'fang',
  'gale',
  'ho',
  'ja',
  'ki',
  'lou',
  'mee',
  'no',
  'pri',
  'shel',
  'ty',
];

type Random = ReturnType<typeof createRandom>;

function below(random: Random, limit: number): number {
  return Math.floor(random.float() * limit);
}

function word(random: Random): string {
  const word = Array.from(
    { length: 1 + below(random, 3) },
    () => SYLLABLES[below(random, SYLLABLES.length)],
  ).join('');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function name(random: Random): string {
  return Array.from({ length: 1 + below(random, 3) }, () => word(random)).join(' ');
}

function mode(number: number) {
  return {
    id: FIRST_MODE + number,
    scId: FIRST_MODE + number,
    name: `Mode Number ${number}`,
    scHash: `mode${number}`,
  };
}

function statistics(random: Random, counted: boolean) {
  const spread = 2 + 4 * random.float();
  return Array.from({ length: ROWS }, (_, i) => {
    const games = Math.floor(10 ** (1.5 + 4 * random.float()));
    const away = spread * (random.float() + random.float() + random.float() - 1.5) * 2;
    return {
      brawler: FIRST_BRAWLER + i,
      winRate: Math.round(100 * (48 + away)) / 100,
      useRate: Math.round(10 * 3 * random.float() ** 3) / 10,
      ...(counted ? { count: games } : {}),
    };
  });
}

/** Three teams in a hundred brawlers' table. */
function teams(random: Random) {
  return Array.from({ length: 30 }, () => {
    const total = 20 + below(random, 2000);
    const wins = below(random, total);
    const first = FIRST_BRAWLER + below(random, ROWS - 10);
    const data = { winRate: 50, useRate: 1, wins, losses: total - wins, draws: 0, total };
    return { brawler1: first, brawler2: first + 3, brawler3: first + 7, data };
  });
}

function bundle(kind: number, document: unknown): Uint8Array {
  const result = extract(kind, new TextEncoder().encode(JSON.stringify(document)));
  if (!result.ok) throw new Error(`code ${result.code}`);
  return result.bytes;
}

/** The bundles of catalogue number `seed`: half of the maps with statistics have counts and teams. */
export function makeCatalogue(seed: number): Uint8Array[] {
  const random = createRandom(seed);
  const maps = Array.from({ length: MAPS }, (_, i) => ({
    id: FIRST_MAP + i,
    name: name(random),
    hash: 'A',
    disabled: random.float() < 0.69,
    gameMode: mode(below(random, MODES)),
  }));
  const brawlers = Array.from({ length: BRAWLERS }, (_, i) => ({
    id: FIRST_BRAWLER + i,
    name: word(random),
    class: { name: 'Damage Dealer' },
    rarity: { id: 1, name: 'Super Rare', color: '#5ab3ff' },
  }));
  const played = maps.filter(({ id }) => id % Math.floor(MAPS / TABLES) === 0).slice(0, TABLES);
  const events = played.slice(0, 20).map((map, i) => ({
    slot: { id: i },
    startTime: '2026-08-17T20:00:00.000Z',
    endTime: '2026-08-18T20:00:00.000Z',
    map,
  }));
  return [
    bundle(KIND_EVENTS, { active: events.slice(0, 12), upcoming: events.slice(12) }),
    bundle(KIND_MODES, { list: Array.from({ length: MODES }, (_, i) => mode(i)) }),
    bundle(KIND_BRAWLERS, { list: brawlers }),
    bundle(KIND_MAPS, { list: maps }),
    ...played.map((map, i) =>
      bundle(KIND_MAP, {
        ...map,
        dataUpdated: 1_780_000_000 + i,
        stats: statistics(random, i % 2 === 0),
        teamStats: i % 2 === 0 ? teams(random) : [],
      }),
    ),
  ];
}
