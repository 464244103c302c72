/**
 * A small made-up upstream, in BrawlAPI's shapes: every case that an answer has to tell apart, once. Its names try
 * what upstream text could do to JSON and HTML.
 */
import * as bundle from '../../kernel/layout/bundle.ts';
import { markSiteWide, splitTables } from '../../src/collect/tables.ts';
import type { Kernel, SnapshotInput } from '../../src/kernel/port.ts';

/** The time of the tests, epoch ms. */
export const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
const HOUR = 3_600_000;

export const IDS = {
  /** two game ids of one (name, mode), both with counts */
  copperBend: 15_009_001,
  copperBendAlias: 15_009_002,
  /** one name in two modes */
  twinForksRush: 15_009_003,
  twinForksWalk: 15_009_004,
  /** rates without counts */
  rateOnly: 15_009_005,
  /** no statistics */
  quietVale: 15_009_006,
  hostile: 15_009_007,
  /** both carry the site-wide table */
  widePlain: 15_009_008,
  widerPlain: 15_009_009,
  disabled: 15_009_010,
  /** nothing of its name is left in ASCII */
  aurora: 15_009_011,
  brawler: 16_009_001,
  hostileBrawler: 16_009_002,
  unreleased: 16_009_012,
  /** only statistics know it */
  unlisted: 16_009_099,
} as const;

export const HOSTILE_MAP = '<script>alert(1)</script> & "Quotes"';
export const HOSTILE_BRAWLER = `O'Neil "</td><b>" & \\Sons`;
export const MODES = { rush: 'Gem Rush', walk: 'Long Walk', ghost: 'Ghost Mode' } as const;

const BRAWLERS = [
  'Ada',
  HOSTILE_BRAWLER,
  'Bolt',
  'Mr. Coil',
  'Dyna-8',
  'Élan',
  'Flint',
  '九尾',
  'Gale Force',
  'Hex',
  'Iris',
  'Jun',
];
const FIRST_BRAWLER = IDS.brawler;

interface MapDocument {
  id: number;
  name: string;
  disabled: boolean;
  gameMode: object;
  dataUpdated: number;
  stats?: object[];
  teamStats?: object[];
}

function mode(id: number, name: string, disabled = false): object {
  const key = name.charAt(0).toLowerCase() + name.slice(1).replaceAll(' ', '');
  return { id, scId: id, name, hash: name.replaceAll(' ', '-'), scHash: key, disabled, color: '#12ab9f' };
}

const RUSH = mode(48_000_101, MODES.rush);
const WALK = mode(48_000_102, MODES.walk);
const GHOST = mode(48_000_103, MODES.ghost, true);

/** Rows of brawlers 0…n−1: each a little weaker and less played than the one before. */
function counted(n: number, scale: number): object[] {
  return Array.from({ length: n }, (_, i) => ({
    brawler: FIRST_BRAWLER + i,
    winRate: 58 - 1.5 * i,
    useRate: 12 - i,
    count: scale * (n - i),
  }));
}

/** All brawlers, at rates that no other table has. */
function siteWideRows(): object[] {
  return BRAWLERS.map((_, i) => ({
    brawler: FIRST_BRAWLER + i,
    winRate: 44.4 + 0.9 * i,
    useRate: 3 + i,
    count: 5000 + i,
  }));
}

function uncounted(n: number): object[] {
  return Array.from({ length: n }, (_, i) => ({
    brawler: FIRST_BRAWLER + i,
    winRate: i === n - 1 ? 82.8 : 55 - i,
    useRate: i === n - 1 ? 0 : 10 - i,
  }));
}

function team(brawlers: number[], wins: number, draws: number, total: number): object {
  const [brawler1, brawler2, brawler3] = brawlers.map((i) => FIRST_BRAWLER + i);
  const losses = total - wins - draws;
  return {
    name: 'the upstream has a text here',
    brawler1,
    brawler2,
    brawler3: brawler3 ?? null,
    brawler4: null,
    brawler5: null,
    data: { winRate: 50, useRate: 1, wins, losses, draws, total },
  };
}

function map(id: number, name: string, gameMode: object, extra: Partial<MapDocument> = {}): MapDocument {
  return { id, name, disabled: false, gameMode, dataUpdated: 0, ...extra };
}

const UPDATED = { dataUpdated: NOW / 1000 - 7200 };

function mapDocuments(): MapDocument[] {
  const siteWide = { stats: siteWideRows(), ...UPDATED };
  return [
    map(IDS.copperBend, 'Copper Bend', RUSH, {
      stats: counted(10, 300),
      teamStats: [team([0, 1, 2], 60, 1, 100), team([3, 4], 10, 0, 40)],
      ...UPDATED,
    }),
    map(IDS.copperBendAlias, 'Copper Bend', RUSH, {
      stats: [...counted(3, 40), { brawler: IDS.unlisted, winRate: 40, useRate: 1, count: 30 }],
      ...UPDATED,
    }),
    map(IDS.twinForksRush, 'Twin Forks', RUSH, { stats: counted(5, 80), ...UPDATED }),
    map(IDS.twinForksWalk, 'Twin Forks', WALK),
    map(IDS.rateOnly, 'Rate Only Ridge', RUSH, { stats: uncounted(9), ...UPDATED }),
    map(IDS.quietVale, 'Quiet Vale', WALK),
    map(IDS.hostile, HOSTILE_MAP, RUSH, { stats: counted(4, 25), ...UPDATED }),
    map(IDS.widePlain, 'Wide Plain', WALK, siteWide),
    map(IDS.widerPlain, 'Wider Plain', RUSH, siteWide),
    map(IDS.disabled, 'Old Mill', GHOST, { disabled: true }),
    map(IDS.aurora, '極光', WALK),
  ];
}

function withoutStatistics({ stats, teamStats, ...rest }: MapDocument): object {
  void stats;
  void teamStats;
  return rest;
}

function event(now: number, id: number, slot: number, hours: [number, number], extra: object = {}): object {
  const document = mapDocuments().find((candidate) => candidate.id === id);
  return {
    slot: { id: slot },
    predicted: false,
    startTime: new Date(now + hours[0] * HOUR).toISOString(),
    endTime: new Date(now + hours[1] * HOUR).toISOString(),
    map: document === undefined ? null : withoutStatistics(document),
    modifier: null,
    ...extra,
  };
}

/** What the upstream answers at a path below its base, null for 404; the rotation is around `now`, epoch ms. */
export function upstreamDocument(path: string, now = NOW): object | null {
  switch (path) {
    case '/maps':
      return { list: mapDocuments().map(withoutStatistics) };
    case '/brawlers':
      return { list: BRAWLERS.map(brawlerDocument) };
    case '/gamemodes':
      return { list: [RUSH, WALK, GHOST] };
    case '/events':
      return {
        active: [event(now, IDS.copperBend, 1, [-1, 23]), event(now, IDS.quietVale, 2, [-3, 2])],
        upcoming: [
          event(now, IDS.twinForksRush, 1, [23, 47]),
          event(now, IDS.hostile, 2, [2, 26], { predicted: true, modifier: 'Low "gravity"' }),
        ],
      };
    default: {
      const id = /^\/maps\/([0-9]+)$/.exec(path)?.[1];
      return mapDocuments().find((candidate) => String(candidate.id) === id) ?? null;
    }
  }
}

function brawlerDocument(name: string, i: number): object {
  return {
    id: FIRST_BRAWLER + i,
    name,
    released: FIRST_BRAWLER + i !== IDS.unreleased,
    class: { id: 1, name: 'Damage Dealer' },
    rarity: i === 2 ? null : { id: 2, name: 'Rare', color: '#68fd58' },
  };
}

/** The catalogue and the rotation, without statistics. */
export function catalogue(kernel: Kernel): Uint8Array[] {
  const list = (path: string, kind: number) => extract(kernel, kind, upstreamDocument(path));
  return [
    list('/events', bundle.KIND_EVENTS),
    list('/gamemodes', bundle.KIND_MODES),
    list('/brawlers', bundle.KIND_BRAWLERS),
    list('/maps', bundle.KIND_MAPS),
  ];
}

/** The world as the collector would publish it. */
export function buildWorld(kernel: Kernel, input: Partial<SnapshotInput> = {}): Uint8Array {
  const tables = mapDocuments().flatMap(({ id }) => {
    const [table] = splitTables(extract(kernel, bundle.KIND_MAP, upstreamDocument(`/maps/${id}`)));
    if (table === undefined) return [];
    const siteWide = id === IDS.widePlain || id === IDS.widerPlain;
    return [siteWide ? markSiteWide(table.bundle) : table.bundle];
  });
  return kernel.buildSnapshot({
    bundles: [...catalogue(kernel), ...tables],
    builtAt: NOW - 60_000,
    data: 'demo',
    windowDays: 0,
    sources: [
      { id: 0, status: 1, lastGood: NOW / 1000 - 60, rows: 11 },
      { id: 3, status: 2, lastGood: NOW / 1000 - 900, rows: 4 },
      { id: 4, status: 0, lastGood: 0, rows: 0 },
    ],
    ...input,
  });
}

function extract(kernel: Kernel, kind: number, document: object | null): Uint8Array {
  const result = kernel.extract(kind, new TextEncoder().encode(JSON.stringify(document)));
  if (!result.ok) throw new Error(`the made-up upstream is not well made: ${result.error.message}`);
  return result.value;
}
