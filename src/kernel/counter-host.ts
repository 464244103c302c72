/**
 * The counter in the kernel. It has an instance of its own, whose memory it lays out above the static data:
 *
 *     [heapBase …)  keys     the hash set: kernel/layout/counter.ts
 *     [batch …)     batch    fields, modes, rows, players
 *     [work …)      the log at hand; what a batch is packed with and into
 *
 * Rows that fill the batch before its end are packed and taken out; what was packed is brought together at the end.
 */
import { BATTLE_FIELDS } from '../../kernel/layout/battles.ts';
import * as layout from '../../kernel/layout/counter.ts';
import { E_ARGUMENT, E_OUTPUT_FULL } from '../../kernel/layout/errors.ts';
import { concat } from '../shared/bytes.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { type Batch, type BatchOptions, type Counter, checkOptions, type LogFacts } from './counter.ts';
import type { CounterExports } from './exports.ts';
import { faultOf, KernelError } from './faults.ts';
import { align, Linear } from './linear.ts';
import type { KernelFault } from './port.ts';
import { mergeTallies } from './tallies-host.ts';

const FIRST_SLOTS = 16_384;
/** A larger set has twice the slots, or so many more: four million keys take 40 to 48 MB. */
const MOST_ADDED = 2 ** 20;
/** Keys made known in one go, for all of which there is room. */
const CHUNK = 131_072;
/** Rows of a batch: what 2,800 battles of three against three take. */
const ROWS = 131_072;
const PLAYERS = 32_768;
/** First guess for a packed batch, in bytes a row; the most that a row may take. */
const PACKED_ROW = 20;
const NO_MODES = new Uint32Array();

/** A packed part of a batch. */
interface Part {
  readonly keys: Uint8Array;
  readonly players: Uint8Array;
  readonly tally: Uint8Array;
}

export class WasmCounter implements Counter {
  readonly #exports: CounterExports;
  readonly #linear: Linear;
  readonly #keys: number;
  #keysLength: number;
  #batchLength = 0;
  #options: BatchOptions | null = null;
  #parts: Part[] = [];

  constructor(exports: CounterExports) {
    this.#exports = exports;
    this.#linear = new Linear(exports.memory);
    this.#keys = align(exports.heapBase());
    this.#keysLength = layout.KEYS_HEADER + FIRST_SLOTS * 8;
    this.#linear.upTo(this.#keys + this.#keysLength).fill(0, this.#keys, this.#keys + this.#keysLength);
  }

  get known(): number {
    return this.#view().getUint32(this.#keys + layout.KEYS_KNOWN, true);
  }

  know(keys: Uint8Array): void {
    if (keys.length % 8 !== 0) throw new KernelError(faultOf(E_ARGUMENT));
    for (let at = 0; at < keys.length; at += CHUNK * 8) {
      const chunk = keys.subarray(at, at + CHUNK * 8);
      this.#makeRoom(chunk.length / 8);
      this.#linear.upTo(this.#work + chunk.length).set(chunk, this.#work);
      const code = this.#exports.countKnow(this.#keys, this.#keysLength, this.#work, chunk.length);
      if (code < 0) throw new KernelError(faultOf(code));
    }
  }

  begin(options: BatchOptions): void {
    checkOptions(options);
    this.#options = options;
    this.#parts = [];
    this.#openBatch(ROWS, PLAYERS);
  }

  add(log: Uint8Array): Result<LogFacts, KernelFault> {
    if (this.#options === null) throw new KernelError(faultOf(E_ARGUMENT));
    this.#makeRoom(Math.ceil(log.length / (BATTLE_FIELDS * 4)));
    let code = this.#count(log);
    if (code === E_OUTPUT_FULL) {
      this.#takePart();
      code = this.#count(log);
    }
    // a log that is too large for a batch of the usual size
    for (let rows = ROWS * 2, players = PLAYERS * 2; code === E_OUTPUT_FULL; rows *= 2, players *= 2) {
      this.#openBatch(rows, players);
      code = this.#count(log);
    }
    return code < 0 ? err(faultOf(code)) : ok(this.#facts());
  }

  finish(): Batch {
    if (this.#options === null) throw new KernelError(faultOf(E_ARGUMENT));
    this.#takePart();
    const { keys, players, tally } =
      this.#parts.length > 1 ? this.#join(this.#parts) : (this.#parts[0] as Part);
    this.#options = null;
    this.#parts = [];
    return { battles: keys.length / 8, keys, tally, players };
  }

  get #batch(): number {
    return align(this.#keys + this.#keysLength);
  }

  get #work(): number {
    return align(this.#batch + this.#batchLength);
  }

  #view(): DataView {
    return new DataView(this.#linear.upTo(0).buffer);
  }

  /** Begins an empty batch with room for so many rows and players. */
  #openBatch(rows: number, players: number): void {
    const { floor, ceiling, modes } = this.#options ?? { floor: 0, ceiling: 0, modes: NO_MODES };
    const header = layout.BATCH_FIELDS * 4 + modes.byteLength;
    this.#batchLength = header + (rows + players) * layout.BATCH_ROW;
    const memory = this.#linear.upTo(this.#work);
    const fields = new Uint32Array(layout.BATCH_FIELDS);
    fields[layout.BATCH_ROWS_MOST] = rows;
    fields[layout.BATCH_PLAYERS_MOST] = players;
    fields[layout.BATCH_FLOOR] = floor;
    fields[layout.BATCH_CEILING] = ceiling;
    fields[layout.BATCH_MODES] = modes.length / 2;
    memory.set(new Uint8Array(fields.buffer), this.#batch);
    memory.set(
      new Uint8Array(modes.buffer, modes.byteOffset, modes.byteLength),
      this.#batch + layout.BATCH_FIELDS * 4,
    );
  }

  #count(log: Uint8Array): number {
    const work = this.#work;
    this.#linear.upTo(work + log.length).set(log, work);
    return this.#exports.countLog(
      this.#keys,
      this.#keysLength,
      this.#batch,
      this.#batchLength,
      work,
      log.length,
    );
  }

  #facts(): LogFacts {
    const view = this.#view();
    const fact = (index: number) => view.getUint32(this.#batch + index * 4, true);
    return {
      entries: fact(layout.BATCH_ENTRIES),
      usable: fact(layout.BATCH_USABLE),
      fresh: fact(layout.BATCH_FRESH),
      repeated: fact(layout.BATCH_REPEATED),
      early: fact(layout.BATCH_EARLY),
      future: fact(layout.BATCH_FUTURE),
      outOfRange: fact(layout.BATCH_OUT_OF_RANGE),
      newest: fact(layout.BATCH_NEWEST),
      oldest: fact(layout.BATCH_OLDEST),
    };
  }

  /** Makes sure that so many more keys have a place, in a larger set if need be. */
  #makeRoom(more: number): void {
    const needed = Math.ceil(((this.known + more) * 5) / layout.KEYS_FIFTHS);
    const oldLength = this.#keysLength;
    const slots = (oldLength - layout.KEYS_HEADER) / 8;
    if (needed <= slots) return;
    const batch = this.#linear.upTo(0).slice(this.#batch, this.#batch + this.#batchLength);
    const added = Math.max(needed - slots, Math.min(slots, MOST_ADDED));
    this.#keysLength += added * 8;
    const scratchLength = (this.#keysLength >> 6) + 1;
    const memory = this.#linear.upTo(this.#work + scratchLength);
    memory.fill(0, this.#keys + oldLength, this.#keys + this.#keysLength);
    memory.set(batch, this.#batch);
    const code = this.#exports.countGrow(this.#keys, oldLength, this.#keysLength, this.#work, scratchLength);
    if (code < 0) throw new KernelError(faultOf(code));
  }

  /** Packs what the batch holds, and empties it. */
  #takePart(): void {
    const view = this.#view();
    const rows = view.getUint32(this.#batch + layout.BATCH_ROWS * 4, true);
    const players = view.getUint32(this.#batch + layout.BATCH_PLAYERS * 4, true);
    this.#parts.push(this.#pack(rows, players));
    const after = this.#view();
    after.setUint32(this.#batch + layout.BATCH_ROWS * 4, 0, true);
    after.setUint32(this.#batch + layout.BATCH_PLAYERS * 4, 0, true);
  }

  #pack(rows: number, players: number): Part {
    const spareLength = Math.max(rows, players) * layout.BATCH_ROW;
    const spare = this.#work;
    const out = align(spare + spareLength);
    for (let capacity = 4096 + (rows + players) * PACKED_ROW; ; capacity *= 2) {
      const memory = this.#linear.upTo(out + capacity);
      const length = this.#exports.countPack(
        this.#batch,
        this.#batchLength,
        spare,
        spareLength,
        out,
        capacity,
      );
      if (length === E_OUTPUT_FULL) continue;
      if (length < 0) throw new KernelError(faultOf(length));
      const view = this.#view();
      const playersAt = out + layout.PACK_FIELDS * 4;
      const keysAt = playersAt + view.getUint32(out + layout.PACK_PLAYERS * 4, true);
      const tallyAt = keysAt + view.getUint32(out + layout.PACK_KEYS * 4, true);
      return {
        players: memory.slice(playersAt, keysAt),
        keys: memory.slice(keysAt, tallyAt),
        tally: memory.slice(tallyAt, out + length),
      };
    }
  }

  /** Brings parts together: their players are packed once more, as rows of a batch with nothing else. */
  #join(parts: readonly Part[]): Part {
    const tallies = parts.map(({ tally }) => tally);
    const tally = mergeTallies(this.#exports, this.#linear, this.#work, tallies, { maxRun: 0 });
    const keys = concat(parts.map((part) => part.keys));
    new BigUint64Array(keys.buffer).sort();
    const players = concat(parts.map((part) => part.players));
    const count = players.length / layout.BATCH_ROW;
    this.#openBatch(0, count);
    const memory = this.#linear.upTo(0);
    memory.set(players, this.#batch + this.#batchLength - players.length);
    this.#view().setUint32(this.#batch + layout.BATCH_PLAYERS * 4, count, true);
    return { keys, tally, players: this.#pack(0, count).players };
  }
}
