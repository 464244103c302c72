/**
 * Battles counted once more, from the raw JSON, by the rules in docs/methodology.md ("Counting") and with nothing of the
 * kernel or its reference: what they count must be equal to this, to the integer.
 */

/** A battle log as the official API answers it, and whose it is ("#2PP0"). */
export interface RawLog {
  readonly owner: string;
  readonly items: readonly RawEntry[];
}

interface RawBrawler {
  readonly id: number;
  readonly trophies?: number;
}

interface RawPlayer {
  readonly tag: string;
  readonly brawler?: RawBrawler;
  readonly brawlers?: readonly RawBrawler[];
}

export interface RawEntry {
  readonly battleTime: string;
  readonly event: { readonly id: number; readonly modeId?: number; readonly map?: string | null };
  readonly battle: {
    readonly type?: string;
    readonly result?: string;
    readonly teams?: readonly (readonly RawPlayer[])[];
    readonly players?: readonly RawPlayer[];
  };
}

/** Games and half wins, by labels as `20577/cells/15000007/ladder-1000/16000001`: day, kind, place, slot, brawlers. */
export type Counts = Map<string, readonly [games: number, halfWins: number]>;

export interface Recount {
  readonly entries: number;
  readonly battles: number;
  readonly maps: number;
  /** epoch seconds of the newest battle that counts, of any age */
  readonly newest: number;
  readonly counts: Counts;
}

const TYPES: Record<string, string> = { ranked: 'ladder', soloRanked: 'ranked', teamRanked: 'ranked' };
const RESULTS: Record<string, number> = { victory: 2, draw: 1, defeat: 0 };

export function seconds(time: string): number {
  const iso = time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.000Z$/, '$1-$2-$3T$4:$5:$6Z');
  return Date.parse(iso) / 1000;
}

export function isCounted({ event, battle }: RawEntry): boolean {
  return TYPES[battle.type ?? ''] !== undefined && event.id > 0 && typeof event.map === 'string';
}

/** Half wins by team, in the order listed. */
function outcome({ battle }: RawEntry, teams: readonly (readonly RawPlayer[])[], owner: string): number[] {
  if (battle.result === undefined) {
    const winners = battle.teams === undefined ? 4 : 2;
    return teams.map((_, place) => (place < winners ? 2 : 0));
  }
  const own = teams.findIndex((team) => team.some(({ tag }) => tag === owner));
  const result = RESULTS[battle.result] ?? Number.NaN;
  return teams.map((_, index) => (index === own ? result : 2 - result));
}

function add(counts: Counts, label: string, halfWins: number): void {
  const [games, wins] = counts.get(label) ?? [0, 0];
  counts.set(label, [games + 1, wins + halfWins]);
}

function modeOf({ modeId }: RawEntry['event']): number {
  return modeId === undefined ? 0 : 48_000_000 + modeId;
}

/** Adds all that one battle counts for. */
function count(entry: RawEntry, owner: string, counts: Counts): void {
  const { event, battle } = entry;
  const day = Math.floor(seconds(entry.battleTime) / 86_400);
  const league = TYPES[battle.type ?? ''] ?? '';
  const high = league === 'ladder' ? 'ladder-1000' : 'ranked-mythic';
  const least = league === 'ladder' ? 1000 : 13;
  const teams = battle.teams ?? (battle.players ?? []).map((player) => [player]);
  const halfWins = outcome(entry, teams, owner);
  add(counts, `${day}/battles/${event.id}/${league}/`, 0);
  let isHigh = false;
  teams.forEach((team, index) => {
    for (const { id, trophies = 0 } of team
      .flatMap((player): readonly (RawBrawler | undefined)[] => player.brawlers ?? [player.brawler])
      .filter((brawler) => brawler !== undefined)) {
      isHigh ||= trophies >= least;
      add(
        counts,
        `${day}/cells/${event.id}/${trophies >= least ? high : league}/${id}`,
        halfWins[index] ?? 0,
      );
    }
  });
  if (isHigh) add(counts, `${day}/battles/${event.id}/${high}/`, 0);
  // a duellist's brawlers fight one after the other: they are neither a team nor all enemies of each other
  if (battle.players !== undefined && battle.result !== undefined) return;
  const lineups = teams.map((team) => team.map(({ brawler }) => brawler?.id ?? 0));
  countTeams(event, day, lineups, halfWins, counts);
  if (lineups.length === 2) countEnemies(event, day, lineups, halfWins, counts);
}

/** Adds each two allies, and whole teams of three or two. */
function countTeams(
  event: RawEntry['event'],
  day: number,
  lineups: readonly (readonly number[])[],
  halfWins: readonly number[],
  counts: Counts,
): void {
  lineups.forEach((lineup, index) => {
    const won = halfWins[index] ?? 0;
    const sorted = [...lineup].sort((a, b) => a - b);
    if (sorted.length === 3 || (sorted.length === 2 && sorted[0] !== sorted[1]))
      add(counts, `${day}/trios/${event.id}//${sorted.join('+')}`, won);
    for (let i = 0; i < sorted.length; i++) {
      for (let j = i + 1; j < sorted.length; j++) {
        if (sorted[i] === sorted[j]) continue;
        add(counts, `${day}/pairs/${modeOf(event)}//${sorted[i]}+${sorted[j]}`, won);
        add(counts, `${day}/map-pairs/${event.id}//${sorted[i]}+${sorted[j]}`, won);
      }
    }
  });
}

/** Adds each two enemies of two teams. */
function countEnemies(
  event: RawEntry['event'],
  day: number,
  lineups: readonly (readonly number[])[],
  halfWins: readonly number[],
  counts: Counts,
): void {
  for (const one of lineups[0] ?? []) {
    for (const other of lineups[1] ?? []) {
      if (one === other) continue;
      const two = one < other ? `${one}+${other}` : `${other}+${one}`;
      const won = (one < other ? halfWins[0] : halfWins[1]) ?? 0;
      add(counts, `${day}/matchups/${modeOf(event)}//${two}`, won);
      add(counts, `${day}/map-matchups/${event.id}//${two}`, won);
    }
  }
}

export function tagsOf({ battle }: RawEntry): string[] {
  return (battle.teams?.flat() ?? battle.players ?? []).map(({ tag }) => tag).sort();
}

/** Counts the battles of these logs that are no older than `window` seconds before the newest, each once. */
export function recount(logs: readonly RawLog[], window: number): Recount {
  const counted = logs.flatMap(({ owner, items }) =>
    items.filter(isCounted).map((entry) => ({ owner, entry })),
  );
  const newest = Math.max(...counted.map(({ entry }) => seconds(entry.battleTime)));
  const seen = new Set<string>();
  const maps = new Set<number>();
  const counts: Counts = new Map();
  for (const { owner, entry } of counted) {
    const name = `${entry.battleTime} ${tagsOf(entry).join(' ')}`;
    if (seconds(entry.battleTime) < newest - window || seen.has(name)) continue;
    seen.add(name);
    maps.add(entry.event.id);
    count(entry, owner, counts);
  }
  const entries = logs.reduce((sum, { items }) => sum + items.length, 0);
  return { entries, battles: seen.size, maps: maps.size, newest, counts };
}

const KINDS = ['', 'battles', 'cells', 'pairs', 'matchups', 'trios', 'map-pairs', 'map-matchups'];
const SLOTS = ['ladder', 'ladder-1000', 'ranked', 'ranked-mythic'];

/** What a tally (docs/decisions/0009-counting.md) holds, by the same labels. */
export function countsOf(tally: Uint8Array): Counts {
  const view = new DataView(tally.buffer, tally.byteOffset, tally.byteLength);
  const counts: Counts = new Map();
  let at = 0;
  const number = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at++);
      value |= BigInt(byte % 128) << shift;
      if (byte < 128) return value;
    }
  };
  for (let unit = 0; unit < view.getUint32(8, true); unit++) {
    const [day, kind, rows, offset] = [0, 4, 8, 12].map((field) =>
      view.getUint32(16 + unit * 20 + field, true),
    );
    at = offset ?? 0;
    let key = 0n;
    for (let row = 0; row < (rows ?? 0); row++) {
      key += number();
      counts.set(labelOf(day ?? 0, kind ?? 0, key), [Number(number()), Number(number())]);
    }
  }
  return counts;
}

function labelOf(day: number, kind: number, key: bigint): string {
  const part = (shift: bigint, bits: bigint) => Number((key >> shift) & ((1n << bits) - 1n));
  const place = part(40n, 24n);
  const isMode = kind === 3 || kind === 4;
  const name = isMode ? (place === 0 ? 0 : 48_000_000 + place - 1) : 15_000_000 + place;
  const slot = kind <= 2 ? SLOTS[part(36n, 4n)] : '';
  const brawlers = [24n, 12n, 0n].map((shift) => part(shift, 12n)).filter((code) => code > 0);
  return `${day}/${KINDS[kind]}/${name}/${slot}/${brawlers.map((code) => 16_000_000 + code - 1).join('+')}`;
}
