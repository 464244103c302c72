import type { DataName, MapOptions } from '../shared/answers.ts';
import type { Format } from '../shared/formats.ts';
import type { Result } from '../shared/result.ts';
import type { Tallies } from './counter.ts';
import type { SnapshotHead } from './head.ts';

/** Why the kernel refused its input: an error code of kernel/layout/errors.ts, in words, with the byte at fault. */
export interface KernelFault {
  readonly code: number;
  /** bytes from the start of the input, 0 where no single byte is to blame */
  readonly offset: number;
  readonly message: string;
}

/** What is known of a source when a snapshot is built. */
export interface SourceRow {
  /** index into SOURCE_NAMES */
  readonly id: number;
  /** index into SOURCE_STATUS_NAMES */
  readonly status: number;
  /** epoch seconds of the last good answer, 0 where there was none */
  readonly lastGood: number;
  readonly rows: number;
}

export interface SnapshotInput {
  /** bundles as extracted; where two speak of the same id, the later one wins; events come from the last of their kind */
  readonly bundles: readonly Uint8Array[];
  /** epoch milliseconds */
  readonly builtAt: number;
  readonly data: DataName;
  /** days that the sums cover, 0 without them */
  readonly windowDays: number;
  readonly sources: readonly SourceRow[];
  /** sums of counted battles (kernel/layout/tally.ts), at most one of a kind; absent where none are counted */
  readonly sums?: readonly Uint8Array[];
  /** effects of pairs and match-ups (kernel/layout/effects.ts), at most one of a kind */
  readonly effects?: readonly Uint8Array[];
  /** daily series with their changes, as Tallies.series makes them; absent where none are counted */
  readonly series?: Uint8Array;
}

export interface BrawlerOptions {
  /** index into BRACKET_NAMES */
  readonly bracket: number;
  /** maps with fewer games are left out; maps without counts too, where it is over 0 */
  readonly min: number;
  /** at most this many maps, 0 for all */
  readonly limit: number;
}

/** A draft as it stands. Brawlers are rows of the snapshot. */
export interface DraftOptions {
  /** index into BRACKET_NAMES */
  readonly bracket: number;
  /** of the map's mode (src/shared/formats.ts) */
  readonly format: Format;
  /** up to format.size, in the order in which they are answered; enemies only where the format has them */
  readonly allies: readonly number[];
  readonly enemies: readonly number[];
  /** up to MAX_BANS; no candidates, as allies and enemies are none */
  readonly bans: readonly number[];
  /** candidates are among these; null: all. Up to MAX_POOL */
  readonly pool: readonly number[] | null;
  /** at most this many candidates, 0 for all */
  readonly limit: number;
}

/** Most brawlers of a draft's lists. Ranked has 6 bans. */
export const MAX_BANS = 12;
export const MAX_POOL = 300;

/**
 * What answers: opens a snapshot, finds, searches, renders. Bytes in, bytes out: answers are UTF-8 JSON in fresh
 * arrays. A row that is out of range, or an answer asked for without a snapshot, is a bug of the caller and throws.
 *
 * Two implementations keep this contract, the WebAssembly one (reader-host.ts, host.ts) and the plain TypeScript one (reference/),
 * and give the same bytes.
 */
export interface Reader {
  /** Checks a snapshot and answers from it from now on; a bad one is refused and the present one stays. */
  open(snapshot: Uint8Array): Result<SnapshotHead, KernelFault>;
  /** Of the present snapshot. */
  readonly head: SnapshotHead | null;
  /** The present snapshot's bytes, as they were opened. */
  snapshot(): Uint8Array;
  /** The snapshot format's checksum of any bytes: XXH64 with seed 0. Needs no snapshot. */
  checksum(bytes: Uint8Array): bigint;

  /** Row of the map with this id (any of its ids) or slug, or −1. */
  findMap(key: string): number;
  /** Row of the brawler with this id or slug, or −1. */
  findBrawler(key: string): number;
  /**
   * With `lend` an answer may be a view of the kernel's memory, good until the next call of any kind: for whoever copies
   * it at once, as `new Response` does (Fetch standard, "extract a body").
   */
  renderMap(map: number, options: MapOptions, lend?: boolean): Uint8Array;
  renderBrawler(brawler: number, options: BrawlerOptions, lend?: boolean): Uint8Array;
  /** Game id of a map's mode, 0 where only its name is known. */
  modeIdOf(map: number): number;
  /** The answer of `GET /api/draft`: candidates, bans and safest picks of a draft on a map. */
  renderDraft(map: number, options: DraftOptions): Uint8Array;
  /** The answer of `GET /api/brawler/:id/trend`: its daily series. */
  renderTrend(brawler: number): Uint8Array;
  /** The answer of `GET /api/trends`. */
  renderTrends(): Uint8Array;
  renderMaps(): Uint8Array;
  renderBrawlers(): Uint8Array;
  renderModes(): Uint8Array;
  /** `now` in epoch seconds. */
  renderEvents(now: number): Uint8Array;
  /** The best `limit` (1–50) maps and brawlers; `now` in epoch seconds. */
  renderSearch(query: string, limit: number, now: number, lend?: boolean): Uint8Array;
  /** How many events have begun or ended by `now` (epoch seconds): what a time-dependent answer depends on. */
  rotationPhase(now: number): number;
}

/** The whole compute core: what answers, and what the collector needs. */
export interface Kernel extends Reader, Tallies {
  /** Turns an upstream answer of the given kind (KIND_*) into a bundle (kernel/layout/bundle.ts). */
  extract(kind: number, json: Uint8Array): Result<Uint8Array, KernelFault>;
  /** Turns the battle log of the player `owner` (OBSERVATION_TAG_*) into rows of kernel/layout/battles.ts. */
  battles(json: Uint8Array, owner: bigint): Result<Uint8Array, KernelFault>;
  /** Turns a ranking of players into PLAYER rows of kernel/layout/battles.ts. */
  players(json: Uint8Array): Result<Uint8Array, KernelFault>;
  /** Effects of pairs or match-ups (kernel/layout/effects.ts), from sums of that kind. Throws for sums of another. */
  fitEffects(sums: Uint8Array): Uint8Array;
  buildSnapshot(input: SnapshotInput): Uint8Array;
  /** A snapshot whose content was changed, with the checksum that it has to have. */
  seal(snapshot: Uint8Array): Uint8Array;
}
