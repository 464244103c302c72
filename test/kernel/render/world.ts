/** A small made-up catalogue with every odd case that an answer can meet, as a snapshot. */
import * as bundle from '../../../kernel/layout/bundle.ts';
import { DATA_DEMO } from '../../../kernel/layout/snapshot.ts';
import { extract } from '../../../src/kernel/reference/json/index.ts';
import { buildSnapshot } from '../../../src/kernel/reference/snapshot/build.ts';

const GEM_GRAB = { scId: 48000000, name: 'Gem Grab', hash: 'Gem-Grab' };
const BOUNTY = { scId: 48000003, name: 'Bounty', hash: 'Bounty' };

export const BUILT_AT = 1_780_000_000_123;
/** epoch seconds at which the first event runs, the second is to come and the third is over */
export const NOW = Date.UTC(2026, 5, 1, 12) / 1000;

/** An emoji, a quote, a backslash, a control character, a right-to-left name. */
export const ODD_NAME = 'Ünï "c\\\u0007ö" 🌵 مناجم';

function make(kind: number, document: unknown): Uint8Array {
  const result = extract(kind, new TextEncoder().encode(JSON.stringify(document)));
  if (!result.ok) throw new Error(`document of kind ${kind} refused with code ${result.code}`);
  return result.bytes;
}

function stat(brawler: number, winRate: number, useRate: number, count?: number) {
  return count === undefined ? { brawler, winRate, useRate } : { brawler, winRate, useRate, count };
}

function team(ids: readonly number[], wins: number, draws: number, total: number) {
  const [brawler1, brawler2, brawler3 = null] = ids;
  const data = { winRate: 50, useRate: 1, wins, losses: total - wins - draws, draws, total };
  return { name: 'x', hash: 'x', brawler1, brawler2, brawler3, brawler4: null, brawler5: null, data };
}

const COUNTED = {
  id: 15000001,
  name: 'Hard Rock Mine',
  hash: 'Hard-Rock-Mine',
  gameMode: GEM_GRAB,
  dataUpdated: 1_779_000_000,
  stats: [
    stat(16000000, 61.5, 40, 4001),
    stat(16000001, 50, 30, 3000),
    stat(16000002, 41.25, 29.9, 2990),
    stat(16000099, 70, 0.1, 9),
  ],
  teamStats: [team([16000000, 16000001, 16000002], 30, 5, 60), team([16000001, 16000002], 3, 0, 8)],
};

const RATES_ONLY = {
  id: 15000003,
  name: 'Hard Rock Mine',
  hash: 'Hard-Rock-Mine',
  gameMode: BOUNTY,
  stats: [stat(16000000, 55.55, 10), stat(16000001, 48.2, 12.34), stat(16000002, 50, 0)],
};

const SITE_WIDE = { ...RATES_ONLY, id: 15000005, name: 'Shooting Star', hash: 'Shooting-Star' };

/** Marks every table of a bundle as the site-wide one, as the collector does. */
function siteWide(bytes: Uint8Array): Uint8Array {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  const first = (words[bundle.BH_TABLES_OFF] ?? 0) >>> 2;
  for (let table = 0; table < (words[bundle.BH_TABLES_COUNT] ?? 0); table++) {
    const flags = first + table * bundle.TABLE_FIELDS + bundle.TABLE_FLAGS;
    words[flags] = (words[flags] ?? 0) | bundle.TABLE_SITE_WIDE;
  }
  return bytes;
}

const MAPS = [
  { id: 15000002, name: 'Hard Rock Mine', hash: 'Hard-Rock-Mine', gameMode: GEM_GRAB, disabled: true },
  { id: 15000004, name: 'ハードロック鉱山', gameMode: GEM_GRAB },
  { id: 15000006, name: ODD_NAME, gameMode: BOUNTY, disabled: true },
];

const BRAWLERS = [
  {
    id: 16000000,
    name: 'Shelly',
    class: { id: 1, name: 'Damage Dealer' },
    rarity: { id: 1, name: 'Common', color: '#94d7f4' },
  },
  { id: 16000001, name: 'EL PRIMO' },
  { id: 16000002, name: 'Mr. "P"', released: false, rarity: { id: 5, name: 'Mythic', color: '#00000a' } },
];

function event(slot: number, start: string, end: string, map: unknown, modifier: string | null = null) {
  return { slot: { id: slot }, startTime: start, endTime: end, predicted: slot === 2, modifier, map };
}

const EVENTS = {
  active: [
    event(1, '2026-06-01T08:00:00.000Z', '2026-06-02T08:00:00.000Z', COUNTED, 'Mega "boxes"'),
    event(3, '2026-05-30T08:00:00.000Z', '2026-06-01T08:00:00.000Z', COUNTED),
  ],
  upcoming: [event(2, '2026-06-02T08:00:00.000Z', '2026-06-03T08:00:00.000Z', MAPS[1])],
};

/**
 * Maps by row: 0 Hard Rock Mine in Gem Grab (counts, teams, two ids), 1 the same name in Bounty (rates only),
 * 2 a Japanese name (no board), 3 a site-wide table, 4 the odd name (no board, disabled).
 */
export function makeWorld(): Uint8Array {
  return buildSnapshot({
    bundles: [
      make(bundle.KIND_MODES, { list: [{ ...GEM_GRAB, scHash: 'gemGrab', color: '#9b3df3' }, BOUNTY] }),
      make(bundle.KIND_BRAWLERS, { list: BRAWLERS }),
      make(bundle.KIND_MAPS, { list: [...MAPS, COUNTED, RATES_ONLY] }),
      siteWide(make(bundle.KIND_MAP, SITE_WIDE)),
      make(bundle.KIND_EVENTS, EVENTS),
    ],
    builtAt: BUILT_AT,
    data: DATA_DEMO,
    windowDays: 28,
    sources: [{ id: 0, status: 1, lastGood: 1_779_999_999, rows: 5 }],
  });
}
