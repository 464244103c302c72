import { describe, expect, it, vi } from 'vitest';
import { createDemo } from '../../upstream-sim/demo/demo.ts';
import { FORMATS, MODE_FACTS } from '../../upstream-sim/demo/facts-modes.ts';
import { NAME_SHARES } from '../../upstream-sim/demo/official/names.ts';
import { QUIRKS } from '../../upstream-sim/demo/official/quirks.ts';
import { compactTime } from '../../upstream-sim/demo/official/time.ts';
import { type Entry, fits, keyOf, logOf, playersOf, tagsOf } from './official-helpers.ts';

// A whole population's logs are read; slow machines may take their time.
vi.setConfig({ testTimeout: 60_000 });

const SEED = 8;
const NOW = Date.UTC(2026, 10, 23, 6, 31, 5);
const demo = createDemo(SEED, { players: 1200 });

/** Every battle that stands in a log, once. */
const entries: Entry[] = [
  ...new Map(
    demo.official.tags.flatMap((tag) => logOf(demo, tag, NOW).map((entry) => [keyOf(entry), entry])),
  ).values(),
];

/** What is counted, by the rules: written down anew here, from the text of the rules. */
function counts({ event, battle }: Entry): boolean {
  const isLadderOrRanked = ['ranked', 'soloRanked', 'teamRanked'].includes(battle.type ?? '');
  return isLadderOrRanked && event.id > 0 && event.map !== null;
}
function modeOf(modeId: number | undefined) {
  return MODE_FACTS.find(({ id }) => id === 48_000_000 + (modeId ?? -1));
}

describe(`odd entries of the demo world's logs, seed ${SEED}`, () => {
  it('has the oracle agree on what counts, battle by battle', () => {
    const first = Math.min(...entries.map(({ battleTime }) => Number(battleTime.slice(0, 8))));
    expect(first).toBeGreaterThan(20_260_900);
    const known = new Map<string, Entry>();
    for (const entry of entries) {
      const tags = playersOf(entry).map(({ tag }) => tag);
      known.set(`${entry.battleTime} ${tags.filter((tag) => tag.length > 5).sort()}`, entry);
    }
    let compared = 0;
    for (const battle of demo.official.battles(NOW - 86_400_000, NOW)) {
      const entry = known.get(`${compactTime(battle.time)} ${tagsOf(battle)}`);
      if (entry === undefined) continue;
      compared += 1;
      expect([battle.counts, battle.type ?? undefined]).toEqual([counts(entry), entry.battle.type]);
      if (!battle.counts) continue;
      expect(entry.event.id).toBe(battle.mapId);
      expect(entry.event.modeId ?? battle.modeId - 48_000_000).toBe(battle.modeId - 48_000_000);
      const told = playersOf(entry).flatMap(({ brawler, brawlers = [] }) => [
        ...(brawler === undefined ? [] : [brawler]),
        ...brawlers,
      ]);
      const truth = battle.teams.flatMap(({ players }) => players.flatMap(({ brawlers }) => brawlers));
      expect(told.map(({ id, trophies }) => ({ id, trophies }))).toEqual(truth);
    }
    expect(compared).toBeGreaterThan(1000);
  });

  it('leaves out or garbles modes and ids in known shares', () => {
    const usual = entries.filter(counts);
    const share = (is: (entry: Entry) => boolean): number => usual.filter(is).length;
    expect(
      fits(
        share(({ event }) => event.modeId === undefined),
        usual.length,
        QUIRKS.noModeId,
      ),
    ).toBe(true);
    const gone = share(({ event }) => event.mode === undefined);
    expect(fits(gone, usual.length, QUIRKS.noMode) && gone > 0).toBe(true);
    const empty = share(({ event }) => event.mode === null);
    expect(fits(empty, usual.length, QUIRKS.nullMode) && empty > 0).toBe(true);
    const fresh = usual.filter(({ event }) => (event.modeId ?? 0) >= 40);
    const unknown = fresh.filter(({ event }) => event.mode === 'unknown').length;
    expect(fits(unknown, fresh.length, QUIRKS.unknownMode)).toBe(true);
    expect(usual.some(({ event }) => event.mode === 'unknown' && (event.modeId ?? 99) < 40)).toBe(false);
    const starred = usual.filter(({ battle }) => battle.starPlayer !== undefined);
    const starless = starred.filter(({ battle }) => battle.starPlayer === null).length;
    expect(fits(starless, starred.length, QUIRKS.noStar) && starless > 0).toBe(true);
    const duels = usual.filter(({ event }) => event.modeId === 24);
    const tagTeams = duels.filter(({ battle }) => battle.mode === 'tagTeam').length;
    expect(fits(tagTeams, duels.length, QUIRKS.tagTeam)).toBe(true);
  });

  it('has community maps that must not be counted, though their type is that of the ladder', () => {
    const community = entries.filter((entry) => entry.battle.type === 'ranked' && !counts(entry));
    const kinds = community.map(({ event }) => [event.id > 0, event.map !== null, event.mode === undefined]);
    for (const kind of [
      [false, false, true],
      [false, true, false],
      [true, false, false],
    ]) {
      expect(kinds).toContainEqual(kind);
    }
  });

  it('has modes, teams and fields as the mode wants them', () => {
    const formats = new Set<string>();
    for (const { event, battle } of entries.filter(counts)) {
      const mode = modeOf(event.modeId);
      if (mode === undefined) continue;
      formats.add(mode.format);
      const { teams, size } = FORMATS[mode.format];
      const isRace = FORMATS[mode.format].winners > 0;
      expect([battle.rank !== undefined, battle.result === undefined]).toEqual([isRace, isRace]);
      expect([battle.duration === undefined, battle.starPlayer === undefined]).toEqual([
        isRace,
        isRace || mode.format === 'duel',
      ]);
      if (mode.format === 'duel') {
        expect(battle.players?.map(({ brawlers }) => brawlers?.length)).toEqual([3, 3]);
      } else if (mode.format === 'solo') {
        expect([battle.players?.length, battle.teams]).toEqual([10, undefined]);
      } else {
        expect(battle.teams?.map((team) => team.length)).toEqual(Array.from({ length: teams }, () => size));
      }
    }
    expect(formats.size).toBe(6);
    const baseModes = new Set(entries.map(({ event, battle }) => `${event.modeId} ${battle.mode}`));
    for (const pair of ['38 duoShowdown', '9 duoShowdown', '32 brawlBall', '48 siege', '61 lastStand'])
      expect(baseModes).toContain(pair);
  });

  it('has friendly battles with computer players and no trophies, and bosses without a type', () => {
    const friendly = entries.filter(({ battle }) => battle.type === 'friendly');
    expect(friendly.length).toBeGreaterThan(5);
    for (const entry of friendly) {
      const brawlers = playersOf(entry).map(({ brawler }) => [brawler?.power, brawler?.trophies]);
      expect(brawlers).toEqual(Array.from({ length: 6 }, () => [-1, -1]));
      expect(playersOf(entry).filter(({ tag }) => tag.length <= 4).length).toBe(3);
    }
    const bosses = entries.filter(({ battle }) => battle.type === undefined);
    expect(bosses.length).toBeGreaterThan(20);
    for (const { battle } of bosses) {
      expect([battle.mode, battle.players?.length]).toEqual(['lastStand', 3]);
      expect(battle.level?.name).toBeTypeOf('string');
      expect(battle.result).toMatch(/^(victory|defeat)$/);
    }
  });

  it('has names with colours, emoji, other scripts and what JSON has to escape', () => {
    const names = [...new Map(entries.flatMap(playersOf).map(({ tag, name }) => [tag, name])).values()];
    const share = (expression: RegExp): number => names.filter((name) => expression.test(name)).length;
    expect(fits(share(/^<c\d>.*<\/c>$/), names.length, NAME_SHARES.colour)).toBe(true);
    expect(fits(share(/\p{Extended_Pictographic}/u), names.length, NAME_SHARES.emoji)).toBe(true);
    expect(fits(share(/[\u0590-\u06ff]/), names.length, NAME_SHARES.rightToLeft)).toBe(true);
    expect(fits(share(/["\\]/), names.length, NAME_SHARES.punctuation)).toBe(true);
    expect(share(/[\u3040-\u9fff\uac00-\ud7af]/)).toBeGreaterThan(10);
  });
});
