/** Small made-up answers of the upstreams, in the shapes of all their generations; seeds of tests and fuzzing. */
import * as layout from '../../../kernel/layout/bundle.ts';

/** What to extract: one of KIND_*, or one of the answers that have a function of their own. */
export type Kind = number | 'battles' | 'ranking';

export interface Sample {
  readonly name: string;
  readonly kind: Kind;
  readonly text: string;
}

/** Whose battle logs the samples are. */
export const OWNER = '#2PP0';

const MAP_2022 = {
  id: 15000115,
  new: false,
  disabled: false,
  name: 'FEAST OF FOES',
  hash: 'FEAST-OF-FOES',
  version: 1,
  link: 'https://example.test/maps/detail/FEAST-OF-FOES',
  credit: null,
  environment: { id: 2, name: 'Default', hash: 'Default', path: 'Default', version: 1 },
  gameMode: {
    id: 21,
    name: 'Duels',
    hash: 'Duels',
    version: 1,
    color: '#f14a33',
    link: 'https://example.test/duels',
  },
  lastActive: 1647900000,
  dataUpdated: 1647950000,
  stats: [
    { brawler: 16000001, winRate: 54.1234, useRate: 1.5, starRate: 12.5 },
    { brawler: 16000002, winRate: 49, useRate: 0.0001 },
  ],
  teamStats: [
    {
      name: 'Ash, Bo & Mr. Q',
      hash: 'Ash+Bo+Mr.Q',
      brawler1: 16000001,
      brawler2: 16000002,
      brawler3: 16000003,
      brawler4: null,
      data: { winRate: 61.25, useRate: 3.5, wins: 120, losses: 70, draws: 10, total: 200 },
    },
    {
      brawler1: 16000001,
      brawler2: 16000002,
      data: { winRate: 100, useRate: 0, wins: 1, losses: 0, draws: 0, total: 1 },
    },
  ],
};

const MAP_2025 = {
  id: 15000007,
  new: false,
  disabled: true,
  name: 'Stone Quarry',
  hash: 'Stone-Quarry',
  version: 2,
  credit: 'Zoë "Z" \\o/ 🎮',
  environment: { id: 1, scId: 47000015, name: 'Default' },
  gameMode: { id: 2, scId: 48000000, name: 'Gem Grab', hash: 'Gem-Grab', version: 1, color: '#d852ff' },
  lastActive: null,
  dataUpdated: 1755469613,
};

const MAP_2026 = {
  ...MAP_2025,
  name: 'Stone-Quarry',
  hash: 'stone-quarry',
  gameMode: { id: 48000000, name: 'GEM-GRAB', hash: 'gem-grab' },
  stats: [
    { brawler: 16000024, winRate: 56.17, useRate: 0.42, count: 1281698 },
    { brawler: 16000010, winRate: 52.8, useRate: 1.39, count: 4270537 },
    { brawler: 16000020, winRate: 51.35, useRate: 2.29, count: 0 },
  ],
  teamStats: [],
};

const BRAWLERS = [
  {
    id: 16000096,
    avatarId: 28000899,
    name: 'Trink',
    hash: 'Trink',
    path: 'Trink',
    released: true,
    version: 1,
    class: { id: 0, name: 'Unknown' },
    rarity: { id: 4, name: 'Epic', color: '#D850ff' },
    unlock: null,
    description: 'A "tree" of\nants\u2028 & <b>more</b>.',
    starPowers: [{ id: 23000998, name: 'New', released: true }],
    gadgets: [],
    videos: [],
  },
  {
    id: 16000088,
    name: 'Buzz Minus',
    released: false,
    class: null,
    rarity: { id: 7, name: 'Rare', color: 'red' },
  },
  { id: 1, name: 'EL-SEGUNDO', hash: 'el-segundo', new: true },
];

const MODES = [
  {
    id: 2,
    scId: 48000000,
    name: 'Gem Grab',
    hash: 'Gem-Grab',
    scHash: 'gemGrab',
    disabled: false,
    color: '#d852ff',
  },
  { id: 48000099, name: 'Trophy Hoarders', scHash: 'trophyHoarders', disabled: true, color: null },
  { name: 'Nameless' },
];

const EVENTS = {
  active: [
    {
      slot: { id: 1, name: 'Daily', emoji: '🧭', hash: 'Slot-1', listAlone: false },
      predicted: false,
      startTime: '2025-08-17T20:00:00.000Z',
      endTime: '2025-08-18T20:00:00.000Z',
      reward: 10,
      map: MAP_2026,
      modifier: null,
    },
    {
      slot: { id: 20, name: 'Challenge' },
      startTime: '20250817T200000.000Z',
      endTime: '20250817T215959.999Z',
      map: MAP_2025,
      modifier: 'Energized "x2"',
    },
  ],
  upcoming: [
    {
      predicted: true,
      historyLength: 12,
      startTime: '2025-08-18T20:00:00Z',
      endTime: '2025-08-19T20:00:00.5Z',
      map: MAP_2022,
      modifier: { id: 1 },
    },
  ],
};

function player(tag: string, id: number, trophies?: number): object {
  return { tag, name: `<c7>${tag}</c> ★`, brawler: { id, name: 'SHELLEY', power: 11, trophies } };
}

const TEAMS = [
  [player('#2PP0', 16000000, 999), player('#YLQ', 16000001, 1000), player('#0289PYLQGRJCUV', 16000002, 0)],
  [player('#V', 16000003, 1200), player('#VV', 16000000), player('#20', 16000005, 31)],
];
const EVENT = { id: 15000007, mode: 'gemGrab', modeId: 0, map: 'Stone Quarry' };
const SOLO = ['#9', '#8', '#2PP0', '#2', '#0', '#P', '#Y', '#L', '#Q', '#G'];

function entry(battleTime: string, battle: object, event: object = EVENT): object {
  return { battleTime, event, battle };
}

function fought(type: string | undefined, result: string): object {
  return { mode: 'gemGrab', type, result, duration: 100, starPlayer: TEAMS[0]?.[0], teams: TEAMS };
}

function duellist(tag: string, ids: number[]): object {
  return {
    tag,
    name: tag,
    brawlers: ids.map((id) => ({ id, name: 'X', power: 9, trophies: id % 1000, trophyChange: 1 })),
  };
}

const BATTLES = [
  entry('20260405T171604.000Z', fought('ranked', 'victory')),
  entry('20260405T171604.000Z', { ...fought('ranked', 'defeat'), teams: TEAMS.toReversed() }),
  entry('20260404T171604.000Z', fought('soloRanked', 'draw'), { ...EVENT, mode: null, modeId: 5 }),
  entry('20260403T171604.000Z', fought('teamRanked', 'defeat'), { id: 15000008, map: 'Elsewhere' }),
  entry('20260402T000000.000Z', fought('friendly', 'victory')),
  entry('20260402T000001.000Z', fought(undefined, 'victory')),
  entry('20260402T000002.000Z', fought('ranked', 'victory'), { id: 0, map: null }),
  entry('20260402T000003.000Z', fought('ranked', 'victory'), { ...EVENT, map: null }),
  entry('20260402T000004.000Z', fought('ranked', 'unheard of')),
  entry('not a time', fought('ranked', 'victory')),
  entry('20260401T000000.000Z', {
    mode: 'soloShowdown',
    type: 'ranked',
    rank: 3,
    players: SOLO.map((tag, i) => player(tag, 16000000 + i, 700 + i)),
  }),
  entry('20260331T000000.000Z', {
    mode: 'duoShowdown',
    type: 'ranked',
    rank: 1,
    teams: [0, 2, 4, 6, 8].map((i) => SOLO.slice(i, i + 2).map((tag) => player(tag, 16000010 + i, 1))),
  }),
  entry('20260330T000000.000Z', {
    mode: 'duels',
    type: 'ranked',
    result: 'victory',
    players: [duellist('#2PP0', [16000001, 16000002, 16000003]), duellist('no tag', [16000004, 16000005])],
  }),
  entry('20260329T000000.000Z', { ...fought('ranked', 'victory'), teams: [TEAMS[1], TEAMS[1]] }),
  entry('20260328T000000.000Z', { ...fought('ranked', 'victory'), teams: [TEAMS[0], [{ tag: '#2' }]] }),
  entry('20260327T000000.000Z', { type: 'ranked', result: 'victory' }),
];

const ROTATION = [
  {
    event: { id: 15000026, mode: 'brawlBall', map: 'Pinhole Punch' },
    endTime: '20250815T080000.000Z',
    slotId: 1,
    startTime: '20250814T080000.000Z',
  },
  {
    startTime: '20250814T080000.000Z',
    endTime: '20250815T080000.000Z',
    event: {
      id: 15000123,
      mode: 'soloShowdown',
      modeId: 6,
      map: 'Flying "F"',
      modifiers: ['showdown+', 7, '', 'é'],
    },
  },
  {
    startTime: '20250814T080000.000Z',
    endTime: '20250815T080000.000Z',
    event: { id: 0, mode: 'unknown', map: null, modifiers: [] },
  },
];

const RANKING = {
  items: [
    { tag: '#2PP0', name: 'Zoë', nameColor: '0xffffffff', icon: { id: 28000000 }, trophies: 100000, rank: 1 },
    { tag: '#PPPPPPPPPPPPPPPP', name: 'b', club: { name: 'c' }, trophies: 99999, rank: 2 },
    { tag: '#PPPPPPPPPPPPPPPPP', name: 'one letter too long', trophies: 5, rank: 3 },
    { tag: '#ABC', name: 'not of the alphabet', trophies: 5, rank: 4 },
    { tag: '#0', trophies: null },
  ],
  paging: { cursors: {} },
};

function sample(name: string, kind: Kind, value: unknown, indentation = 0): Sample {
  return { name, kind, text: JSON.stringify(value, null, indentation) };
}

const OFFICIAL_BRAWLERS = {
  items: [
    { id: 16000000, name: 'SHELLY', starPowers: [{ id: 23000076, name: 'SHELL SHOCK' }], gadgets: [] },
    { id: 16000101, name: 'EL PRIMO' },
  ],
  paging: { cursors: {} },
};

/** Answers that every implementation accepts. */
export const SAMPLES: readonly Sample[] = [
  sample('maps without statistics', layout.KIND_MAPS, {
    list: [MAP_2025, { ...MAP_2025, credit: undefined }],
  }),
  sample('maps with statistics', layout.KIND_MAPS, { list: [MAP_2022, MAP_2025, MAP_2026] }),
  sample('maps, indented', layout.KIND_MAPS, { list: [MAP_2022, MAP_2025, MAP_2026] }, 2),
  sample('no maps', layout.KIND_MAPS, { list: [] }),
  sample('a map of 2022', layout.KIND_MAP, MAP_2022),
  sample('a map of 2021, wrapped', layout.KIND_MAP, { status: 'ok', map: MAP_2022 }),
  sample('a map of 2025', layout.KIND_MAP, MAP_2025),
  sample('a map of 2026, indented', layout.KIND_MAP, MAP_2026, 4),
  sample('brawlers', layout.KIND_BRAWLERS, { list: BRAWLERS }),
  sample('brawlers, indented', layout.KIND_BRAWLERS, { list: BRAWLERS }, 2),
  sample('brawlers of the official API', layout.KIND_BRAWLERS, OFFICIAL_BRAWLERS),
  sample('brawlers, also under a key that is not looked at', layout.KIND_BRAWLERS, {
    list: BRAWLERS,
    ...OFFICIAL_BRAWLERS,
  }),
  sample('brawlers, a key that is not looked at first', layout.KIND_BRAWLERS, {
    ...OFFICIAL_BRAWLERS,
    list: BRAWLERS,
  }),
  sample('brawlers, no list', layout.KIND_BRAWLERS, { list: null, ...OFFICIAL_BRAWLERS }),
  sample('modes, items that are not looked at', layout.KIND_MODES, { items: [1], list: MODES }),
  sample('events, items that are not looked at', layout.KIND_EVENTS, { ...EVENTS, items: [1], list: [2] }),
  sample('modes', layout.KIND_MODES, { list: MODES }),
  sample('events', layout.KIND_EVENTS, EVENTS),
  sample('events, indented', layout.KIND_EVENTS, EVENTS, 1),
  sample('events without upcoming ones', layout.KIND_EVENTS, { active: EVENTS.active }),
  sample('a rotation', layout.KIND_ROTATION, ROTATION),
  sample('a rotation, indented', layout.KIND_ROTATION, ROTATION, 2),
  sample('a battle log', 'battles', { items: BATTLES, paging: { cursors: {} } }),
  sample('a battle log, indented', 'battles', { items: BATTLES.slice(8) }, 2),
  sample('a battle log of one battle', 'battles', { items: BATTLES.slice(0, 1) }),
  sample('an empty battle log', 'battles', { items: [] }),
  sample('a ranking', 'ranking', RANKING),
  sample('no events', layout.KIND_EVENTS, { active: [], upcoming: [] }),
];
