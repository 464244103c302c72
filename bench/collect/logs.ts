/** Made-up extracted battle logs, as a step of the collector meets them: 25 entries each, some of them met before. */
import * as layout from '../../kernel/layout/battles.ts';
import { createRandom, type Random } from '../../upstream-sim/random.ts';

export const LOGS = 44;
export const ENTRIES = 25;
/** Entries of a log that the one before has too. */
const REPEATED = 7;
/** Battles in a step's logs, each once. */
export const BATTLES = LOGS * (ENTRIES - REPEATED) + REPEATED;
const MAPS = 40;
const BRAWLERS = 100;
const PLAYERS = 100_000;
/** When the battles were: seconds from `start` (epoch seconds) on. */
export interface Span {
  readonly start: number;
  readonly seconds: number;
}

/** Three days from 2026-05-01T00:00:00Z on. */
const SPAN: Span = { start: 1_777_593_600, seconds: 3 * 86_400 };

interface Form {
  readonly form: number;
  readonly teams: number;
  readonly size: number;
  /** of a hundred battles; the shares of the logs of spring 2026, Duels and larger teams left out */
  readonly share: number;
}

const FORMS: readonly Form[] = [
  { form: layout.FORM_TEAMS, teams: 2, size: 3, share: 83 },
  { form: layout.FORM_SHOWDOWN, teams: 5, size: 2, share: 8 },
  { form: layout.FORM_SHOWDOWN, teams: 4, size: 3, share: 5 },
  { form: layout.FORM_SHOWDOWN, teams: 10, size: 1, share: 4 },
];

interface Battle {
  readonly form: Form;
  /** BATTLE_KEY_LO to BATTLE_TYPE */
  readonly fields: readonly number[];
  /** OBSERVATION_FIELDS each */
  readonly observations: readonly number[];
}

function below(random: Random, bound: number): number {
  return random.uint32() % bound;
}

function formOf(random: Random): Form {
  let rest = below(random, 100);
  for (const form of FORMS) {
    if (rest < form.share) return form;
    rest -= form.share;
  }
  throw new RangeError('shares of forms must add up to 100');
}

function makeBattle(random: Random, { start, seconds }: Span): Battle {
  const form = formOf(random);
  const winners = form.size === 1 ? 4 : 2;
  const observations: number[] = [];
  for (let team = 0; team < form.teams; team++) {
    const isWinner = form.form === layout.FORM_TEAMS ? team === 0 : team < winners;
    for (let i = 0; i < form.size; i++) {
      const brawler = 16_000_000 + below(random, BRAWLERS);
      observations.push(brawler, below(random, 1500), team, isWinner ? 2 : 0, below(random, PLAYERS), 1);
    }
  }
  const time = start + below(random, seconds);
  const map = below(random, MAPS);
  const key = [random.uint32(), random.uint32()];
  return { form, observations, fields: [...key, time, 15_000_000 + map, 48_000_000 + (map % 8), 1] };
}

/** A log of these battles: kernel/layout/battles.ts. */
function packLog(battles: readonly Battle[]): Uint32Array<ArrayBuffer> {
  const battlesAt = layout.BATTLES_HEADER_FIELDS;
  const observations = battles.flatMap((battle) => battle.observations);
  const observationsAt = battlesAt + battles.length * layout.BATTLE_FIELDS;
  const count = observations.length / layout.OBSERVATION_FIELDS;
  const length = 4 * (observationsAt + observations.length);
  const words = [layout.BATTLES_MAGIC, length, battles.length, 4 * battlesAt, battles.length];
  words.push(4 * observationsAt, count, 0);
  let first = 0;
  for (const { form, fields, observations: own } of battles) {
    words.push(...fields, first, own.length / layout.OBSERVATION_FIELDS, form.teams, form.form);
    first += own.length / layout.OBSERVATION_FIELDS;
  }
  return Uint32Array.from([...words, ...observations]);
}

/** The logs of one step. */
export function makeLogs(seed: number, step: number, span = SPAN): Uint32Array<ArrayBuffer>[] {
  const random = createRandom(seed, step);
  const battles = Array.from({ length: BATTLES }, () => makeBattle(random, span));
  return Array.from({ length: LOGS }, (_, i) => {
    const from = i * (ENTRIES - REPEATED);
    return packLog(battles.slice(from, from + ENTRIES));
  });
}

/** Gives the battles other keys, so that they are new once more; those that were the same still are. */
export function renew(logs: readonly Uint32Array[], salt: number): void {
  for (const words of logs) {
    const end = layout.BATTLES_HEADER_FIELDS + ENTRIES * layout.BATTLE_FIELDS;
    for (let at = layout.BATTLES_HEADER_FIELDS; at < end; at += layout.BATTLE_FIELDS) {
      const high = words[at + layout.BATTLE_KEY_HI] ?? 0;
      words[at + layout.BATTLE_KEY_HI] = Math.imul(high ^ salt, 0x9e3779b1);
    }
  }
}
