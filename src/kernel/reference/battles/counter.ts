import { E_ARGUMENT, E_COUNT_FORMAT } from '../../../../kernel/layout/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import {
  type BatchOptions,
  type Counter,
  checkOptions,
  type LogFacts,
  SECONDS_A_DAY,
} from '../../counter.ts';
import { faultOf, KernelError } from '../../faults.ts';
import { type Battle, type Log, readLog } from './log.ts';
import { gamesOf } from './rules.ts';
import { addCount, packTally, type Units, unitNumber } from './tally.ts';

/** Tags from here on are hashes: nobody's log can be asked for by them. */
const TOP_BIT = 1n << 63n;

interface OpenBatch {
  readonly options: BatchOptions;
  readonly modes: ReadonlyMap<number, number>;
  readonly keys: bigint[];
  readonly units: Units;
  readonly players: Map<bigint, { mapId: number; time: number }>;
}

function beginBatch(options: BatchOptions): OpenBatch {
  const modes = new Map<number, number>();
  for (let i = 0; i < options.modes.length; i += 2)
    modes.set(options.modes[i] ?? 0, options.modes[i + 1] ?? 0);
  return { options, modes, keys: [], units: new Map(), players: new Map() };
}

type Fate = 'fresh' | 'repeated' | 'early' | 'future' | 'outOfRange';

/** Counts a battle if it is not known. */
function countBattle(battle: Battle, batch: OpenBatch, known: Set<bigint>): Fate {
  if (battle.time < batch.options.floor) return 'early';
  if (battle.time > batch.options.ceiling) return 'future';
  const games = gamesOf(battle, battle.modeId || (batch.modes.get(battle.mapId) ?? 0));
  if (games === null) return 'outOfRange';
  if (known.has(battle.key)) return 'repeated';
  known.add(battle.key);
  batch.keys.push(battle.key);
  const day = Math.floor(battle.time / SECONDS_A_DAY);
  for (const { kind, key, halfWins } of games) addCount(batch.units, unitNumber(day, kind), key, 1, halfWins);
  for (const { tag } of battle.teams.flat()) notePlayer(tag, battle, batch);
  return 'fresh';
}

function countLog({ entries, battles }: Log, batch: OpenBatch, known: Set<bigint>): LogFacts {
  const facts = { fresh: 0, repeated: 0, early: 0, future: 0, outOfRange: 0 };
  for (const battle of battles) facts[countBattle(battle, batch, known)]++;
  const times = battles.map(({ time }) => time);
  const newest = times.reduce((a, b) => Math.max(a, b), 0);
  const oldest = times.reduce((a, b) => Math.min(a, b), times[0] ?? 0);
  return { entries, usable: times.length, ...facts, newest, oldest };
}

/** Keeps a player's newest battle; of equal times, that on the smaller map. */
function notePlayer(tag: bigint, { mapId, time }: Battle, { players }: OpenBatch): void {
  if (tag >= TOP_BIT) return;
  const last = players.get(tag);
  if (last && (last.time > time || (last.time === time && last.mapId <= mapId))) return;
  players.set(tag, { mapId, time });
}

function packKeys(keys: readonly bigint[]): Uint8Array {
  return new Uint8Array(BigUint64Array.from(keys).sort().buffer);
}

function packPlayers(players: OpenBatch['players']): Uint8Array {
  const bytes = new Uint8Array(players.size * 16);
  const view = new DataView(bytes.buffer);
  const rows = [...players].sort(([a], [b]) => (a < b ? -1 : 1));
  rows.forEach(([tag, { mapId, time }], i) => {
    view.setBigUint64(i * 16, tag, true);
    view.setUint32(i * 16 + 8, mapId, true);
    view.setUint32(i * 16 + 12, time, true);
  });
  return bytes;
}

/** A counter in plain TypeScript. */
export function createReferenceCounter(): Counter {
  const known = new Set<bigint>();
  let open: OpenBatch | null = null;
  const present = () => {
    if (open === null) throw new KernelError(faultOf(E_ARGUMENT));
    return open;
  };
  return {
    get known() {
      return known.size;
    },
    know(keys) {
      if (keys.length % 8 !== 0) throw new KernelError(faultOf(E_ARGUMENT));
      const view = new DataView(keys.buffer, keys.byteOffset, keys.byteLength);
      for (let at = 0; at < keys.length; at += 8) known.add(view.getBigUint64(at, true));
    },
    begin(options) {
      checkOptions(options);
      open = beginBatch(options);
    },
    add(bytes) {
      const batch = present();
      const log = readLog(bytes);
      return log === null ? err(faultOf(E_COUNT_FORMAT)) : ok(countLog(log, batch, known));
    },
    finish() {
      const { keys, units, players } = present();
      open = null;
      return {
        battles: keys.length,
        keys: packKeys(keys),
        tally: packTally(units),
        players: packPlayers(players),
      };
    },
  };
}
