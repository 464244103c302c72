/** The contract of the API, route by route: every field by name and type. */
import { BRACKET_NAMES, DATA_NAMES, MATCH_NAMES } from '../../src/shared/answers.ts';
import { SOURCE_NAMES, SOURCE_STATUS_NAMES } from '../../src/shared/sources.ts';
import {
  color,
  date,
  flag,
  halves,
  hash,
  interval,
  list,
  object,
  one,
  orNull,
  pair,
  points,
  rate,
  type Shape,
  slug,
  text,
  time,
  whole,
} from './shapes.ts';

const provenance = { data: one(...DATA_NAMES), snapshot: hash, builtAt: time };
const tier = one('S', 'A', 'B', 'C', 'D');

const cell = {
  tier: orNull(tier),
  games: orNull(whole),
  wins: orNull(halves),
  winRate: orNull(rate),
  adjustedWinRate: rate,
  interval: orNull(interval),
  lift: orNull(points),
  useRate: rate,
  rank: whole,
  tied: flag,
};

const named = { id: whole, name: text, slug };
const trend = orNull(one('rising', 'falling'));
const inMode = { mode: orNull(text), modeId: orNull(whole) };
const change = { date, size: points, interval: pair(points) };
const trendAnswer = { ...inMode, trend, changes: list(object(change)) };

const brawlerFacts = {
  id: whole,
  name: text,
  slug,
  class: orNull(text),
  rarity: orNull(text),
  color: orNull(color),
  released: flag,
};

const event = object({
  map: orNull(object({ id: whole, slug, name: text })),
  mode: orNull(text),
  slot: whole,
  startTime: time,
  endTime: time,
  predicted: flag,
  modifier: orNull(text),
  top: list(object({ id: whole, name: text, tier, adjustedWinRate: rate, lift: orNull(points) })),
});

const who = { id: whole, name: text, slug };

const effect = object({
  ...who,
  games: whole,
  wins: halves,
  winRate: rate,
  expected: rate,
  effect: points,
  interval: list(points),
});

const term = object({
  kind: one('map', 'ally', 'enemy'),
  id: orNull(whole),
  points,
  effect: orNull(points),
});

export const CONTRACT = {
  map: object({
    id: whole,
    ids: list(whole),
    slug,
    map: text,
    mode: text,
    modeId: whole,
    disabled: flag,
    source: orNull(one('brawlapi', 'battles')),
    ...provenance,
    updatedAt: orNull(time),
    windowDays: orNull(whole),
    bracket: one(...BRACKET_NAMES),
    battles: orNull(whole),
    picks: orNull(whole),
    baseline: orNull(rate),
    notice: orNull(object({ code: one('no-statistics', 'site-wide', 'no-counts'), text })),
    brawlers: list(object({ id: whole, name: text, trend, ...cell })),
    teams: list(
      object({
        brawlers: list(text),
        ids: list(whole),
        games: whole,
        wins: halves,
        winRate: orNull(rate),
        adjustedWinRate: rate,
        interval,
      }),
    ),
  }),
  brawler: object({
    ...brawlerFacts,
    ...provenance,
    bracket: one(...BRACKET_NAMES),
    bestMaps: list(object({ id: whole, map: text, slug, mode: text, ...cell })),
    pairs: list(effect),
    matchups: list(effect),
    trends: list(object(trendAnswer)),
  }),
  draft: object({
    map: object({ id: whole, slug, name: text }),
    mode: text,
    ...provenance,
    bracket: one(...BRACKET_NAMES),
    teamSize: whole,
    notice: orNull(object({ code: one('bracket', 'mode', 'no-statistics'), text })),
    allies: list(object(who)),
    enemies: list(object(who)),
    bans: list(object(who)),
    baseline: orNull(rate),
    winProbability: orNull(rate),
    interval: orNull(interval),
    breakdown: list(term),
    candidates: list(
      object({
        ...who,
        tier: orNull(tier),
        games: orNull(whole),
        winProbability: rate,
        interval: orNull(interval),
        breakdown: list(term),
      }),
    ),
    bestBans: list(object({ ...who, winProbability: rate })),
    safestPicks: list(object({ ...who, winProbability: rate, worstCase: rate })),
  }),
  series: object({
    ...named,
    ...provenance,
    series: list(
      object({
        ...trendAnswer,
        days: list(object({ date, games: whole, wins: halves, winRate: rate, interval })),
      }),
    ),
  }),
  trends: object({
    ...provenance,
    rising: list(object({ ...named, ...inMode, ...change })),
    falling: list(object({ ...named, ...inMode, ...change })),
    shifts: list(object({ date, brawlers: whole })),
  }),
  search: object({
    ...provenance,
    maps: list(
      object({ id: whole, name: text, slug, mode: text, activeToday: flag, match: one(...MATCH_NAMES) }),
    ),
    brawlers: list(object({ id: whole, name: text, slug, match: one(...MATCH_NAMES) })),
  }),
  events: object({ ...provenance, active: list(event), upcoming: list(event) }),
  maps: object({
    ...provenance,
    maps: list(
      object({
        id: whole,
        ids: list(whole),
        slug,
        name: text,
        mode: text,
        disabled: flag,
        battles: orNull(whole),
        hasData: flag,
      }),
    ),
  }),
  brawlers: object({ ...provenance, brawlers: list(object(brawlerFacts)) }),
  modes: object({
    ...provenance,
    modes: list(
      object({
        id: whole,
        name: text,
        slug,
        key: orNull(text),
        color: orNull(color),
        disabled: flag,
        maps: whole,
      }),
    ),
  }),
  health: object(
    {
      status: one('ok', 'warming', 'stale'),
      data: orNull(one(...DATA_NAMES)),
      snapshot: orNull(object({ hash, builtAt: time, ageSeconds: whole })),
      sources: list(
        object({
          name: one(...SOURCE_NAMES),
          status: one(...SOURCE_STATUS_NAMES),
          ageSeconds: orNull(whole),
          detail: orNull(text),
        }),
      ),
      refused: text,
      trouble: text,
      archive: object({ days: whole, newest: orNull(date), pending: orNull(date), detail: orNull(text) }),
      push: object({
        acknowledged: orNull(hash),
        ageSeconds: orNull(whole),
        failures: whole,
        detail: orNull(text),
      }),
      battles: whole,
      maps: whole,
      brawlers: whole,
    },
    ['refused', 'trouble', 'archive', 'push'],
  ),
  problem: object(
    {
      type: text,
      title: text,
      status: whole,
      detail: text,
      instance: text,
      parameter: text,
      suggestions: list(object({ id: whole, name: text, slug })),
      dates: list(date),
    },
    ['parameter', 'suggestions', 'dates'],
  ),
  snapshots: object({
    snapshots: list(object({ date, hash, builtAt: time, bytes: whole, current: flag, url: text })),
    terms: object({ notice: text, policy: text }),
  }),
} as const satisfies Record<string, Shape>;
