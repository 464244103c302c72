/**
 * Where BrawlAPI has no statistics of a map, it serves one site-wide table in their place, and nothing marks it. It
 * gives itself away by standing in maps of different modes: win rates of two modes never agree row by row. Copies
 * taken hours apart differ in a few rows by a tenth of a percent point, so near-equal tables count as equal.
 *
 * Candidates are found by MinHash (Broder, "On the resemblance and containment of documents", 1997): two tables
 * agree in one value of their signatures about as likely as the share of rows that they have in common, so that
 * equal tables always meet and only a few unequal ones are compared in vain.
 */
import { STAT_BRAWLER, STAT_FIELDS, STAT_USE_RATE, STAT_WIN_RATE } from '../../kernel/layout/bundle.ts';

/** One map's table. There must be no two of the same map. */
export interface StatTable {
  readonly mapId: number;
  /** 0 where unknown: proves no difference */
  readonly modeId: number;
  /** of `rows`, by signature() */
  readonly signature: Uint32Array;
  /** the bundle's stat rows, STAT_FIELDS u32 each, in any order */
  readonly rows: Uint32Array;
}

/** A table that was found to be site-wide. */
export interface Fingerprint {
  readonly signature: Uint32Array;
  readonly rows: Uint32Array;
  /** when a table like it was last met, in the caller's unit of time */
  readonly lastSeen: number;
}

/** What is known of earlier runs, so that a map which carries such a table alone is still recognised. */
export interface SiteWideMemory {
  readonly now: number;
  /** read, and replaced by what is known after this run: at most MAX_FINGERPRINTS, newest first */
  fingerprints: readonly Fingerprint[];
}

/** u32 values in a signature: the smallest hash in each bin. A power of two. */
export const SIGNATURE_LENGTH = 16;
/** The upstream has one such table at a time; a few more let it change its mind. */
export const MAX_FINGERPRINTS = 8;

/** Rows below which agreement proves nothing: a handful of rounded rates may coincide. */
const MIN_ROWS = 10;
/** Rates that differ by no more agree: 0.15 percent points, in the units of STAT_WIN_RATE. */
const TOLERANCE = 1500;
/** Share of the rows in either table that must agree. */
const MIN_AGREEMENT = 0.8;
/** Rates are hashed in steps of 0.5 percent points, so that most rows survive a drift within TOLERANCE. */
const HASH_STEP = 5000;
/** A bin without a row. */
const EMPTY = 0xffffffff;
/**
 * Values that two signatures must share for their tables to be compared. Tables that just pass nearlyEqual() have a
 * third of their hashed rows in common and share 3 of 16 values in 19 of 20 cases; unrelated ones in 1 of 10,000.
 */
const MIN_SHARED = 3;

/** A table as compared: of a map met now, or a fingerprint. */
interface Candidate {
  readonly index: number;
  readonly signature: Uint32Array;
  readonly rows: Uint32Array;
  readonly picked: number;
}

/**
 * MinHash of a table's rows (STAT_FIELDS u32 each), for StatTable.signature. Independent of the rows' order. Every row
 * is hashed once, into one of the signature's bins (Li, Owen, Zhang, "One Permutation Hashing", 2012).
 */
export function signature(rows: Uint32Array): Uint32Array {
  const minima = new Uint32Array(SIGNATURE_LENGTH).fill(EMPTY);
  for (let row = 0; row < rows.length; row += STAT_FIELDS) {
    if (!isPicked(rows, row)) continue;
    const win = Math.floor(at(rows, row + STAT_WIN_RATE) / HASH_STEP);
    const use = Math.floor(at(rows, row + STAT_USE_RATE) / HASH_STEP);
    const hash = mix(at(rows, row + STAT_BRAWLER) ^ mix((win << 16) ^ use));
    const bin = hash & (SIGNATURE_LENGTH - 1);
    if (hash < at(minima, bin)) minima[bin] = hash;
  }
  return minima;
}

/**
 * The ids of the maps that carry a site-wide table: one that also stands, equal or nearly so, in a map of another
 * mode, or that `memory` knows. A table of fewer than ten rows (with picks) is never marked.
 */
export function findSiteWide(tables: readonly StatTable[], memory?: SiteWideMemory): Set<number> {
  const large = tables.filter(({ rows }) => pickedRows(rows) >= MIN_ROWS);
  const known = memory?.fingerprints ?? [];
  const clusters = clusterOf([...large, ...known]);
  const siteWide = new Set(clusters.subarray(large.length));
  const modes = new Map<number, number>();
  large.forEach(({ modeId }, i) => {
    if (modeId === 0) return;
    const cluster = at(clusters, i);
    if ((modes.get(cluster) ?? modeId) !== modeId) siteWide.add(cluster);
    modes.set(cluster, modeId);
  });
  if (memory !== undefined) memory.fingerprints = remember(large, memory, clusters, siteWide);
  return new Set(large.filter((_, i) => siteWide.has(at(clusters, i))).map(({ mapId }) => mapId));
}

/** One fingerprint a cluster: of a table met now, so that it follows the upstream's drift, else the known one. */
function remember(
  large: readonly StatTable[],
  { now, fingerprints }: SiteWideMemory,
  clusters: Uint32Array,
  siteWide: ReadonlySet<number>,
): Fingerprint[] {
  const ofCluster = new Map<number, Fingerprint>();
  fingerprints.forEach((fingerprint, i) => {
    ofCluster.set(at(clusters, large.length + i), fingerprint);
  });
  large.forEach(({ signature, rows }, i) => {
    const cluster = at(clusters, i);
    if (siteWide.has(cluster)) ofCluster.set(cluster, { signature, rows, lastSeen: now });
  });
  const newest = [...ofCluster.values()].sort((a, b) => b.lastSeen - a.lastSeen).slice(0, MAX_FINGERPRINTS);
  // Copies: the rows are likely a view of a whole bundle, which would be kept alive.
  return newest.map(({ signature, rows, lastSeen }) => ({
    signature: signature.slice(),
    rows: rows.slice(),
    lastSeen,
  }));
}

/** The cluster of every table, by number: tables that are nearly equal, directly or by way of others, share one. */
function clusterOf(tables: readonly Pick<StatTable, 'signature' | 'rows'>[]): Uint32Array {
  const candidates = tables.map(({ signature, rows }, index) => ({
    index,
    signature,
    rows,
    picked: pickedRows(rows),
  }));
  const parents = Uint32Array.from(tables.keys());
  const rowOf = new Uint16Array(0x10000);
  for (let k = 0; k < SIGNATURE_LENGTH; k += 1) {
    // Of every cluster met under a value of the signature, one table stands for all.
    const met = new Map<number, Candidate[]>();
    for (const candidate of candidates) {
      const value = at(candidate.signature, k);
      const others = met.get(value);
      if (value === EMPTY) continue;
      if (others === undefined) met.set(value, [candidate]);
      else if (!joinAny(candidate, others, parents, rowOf)) others.push(candidate);
    }
  }
  return parents.map((_, index) => rootOf(parents, index));
}

/** Unites the clusters of `candidate` and of those among `others` that it is nearly equal to; whether there are any. */
function joinAny(
  candidate: Candidate,
  others: readonly Candidate[],
  parents: Uint32Array,
  rowOf: Uint16Array,
): boolean {
  let joined = false;
  for (const other of others) {
    const from = rootOf(parents, candidate.index);
    const to = rootOf(parents, other.index);
    if (from === to || (resemble(candidate, other) && nearlyEqual(candidate, other, rowOf))) {
      parents[from] = to;
      joined = true;
    }
  }
  return joined;
}

/** Whether the signatures leave a chance of nearlyEqual(), which costs many times as much. */
function resemble(a: Candidate, b: Candidate): boolean {
  let shared = 0;
  for (let k = 0; k < SIGNATURE_LENGTH; k += 1) {
    const value = at(a.signature, k);
    if (value !== EMPTY && value === at(b.signature, k)) shared += 1;
  }
  return shared >= MIN_SHARED;
}

function rootOf(parents: Uint32Array, index: number): number {
  let root = index;
  while (at(parents, root) !== root) root = at(parents, root);
  return root;
}

/**
 * Whether at least MIN_AGREEMENT of the rows in `a` or `b` are in both, with rates within TOLERANCE. `rowOf` is scratch,
 * all zeroes before and after: where the row of a brawler stands in `a` (plus 1), by the low 16 bits of his id. Should
 * two of them collide, one row doesn't match: an error on the safe side.
 */
function nearlyEqual(a: Candidate, b: Candidate, rowOf: Uint16Array): boolean {
  for (let row = 0; row < a.rows.length; row += STAT_FIELDS) {
    if (isPicked(a.rows, row)) rowOf[at(a.rows, row + STAT_BRAWLER) & 0xffff] = row + 1;
  }
  let shared = 0;
  let agreeing = 0;
  for (let row = 0; row < b.rows.length; row += STAT_FIELDS) {
    const brawler = at(b.rows, row + STAT_BRAWLER);
    const other = at(rowOf, brawler & 0xffff) - 1;
    if (other < 0 || !isPicked(b.rows, row) || at(a.rows, other + STAT_BRAWLER) !== brawler) continue;
    // Cleared, so that a brawler who stands twice in `b` counts once.
    rowOf[brawler & 0xffff] = 0;
    shared += 1;
    const win = at(a.rows, other + STAT_WIN_RATE) - at(b.rows, row + STAT_WIN_RATE);
    const use = at(a.rows, other + STAT_USE_RATE) - at(b.rows, row + STAT_USE_RATE);
    if (Math.abs(win) <= TOLERANCE && Math.abs(use) <= TOLERANCE) agreeing += 1;
  }
  for (let row = 0; row < a.rows.length; row += STAT_FIELDS)
    rowOf[at(a.rows, row + STAT_BRAWLER) & 0xffff] = 0;
  return agreeing >= MIN_AGREEMENT * (a.picked + b.picked - shared);
}

/** Rows that nobody picked (use rate 0) are noise, often 0 % won: a table could be made equal to another by those. */
function isPicked(rows: Uint32Array, row: number): boolean {
  return at(rows, row + STAT_USE_RATE) > 0;
}

function pickedRows(rows: Uint32Array): number {
  let count = 0;
  for (let row = 0; row < rows.length; row += STAT_FIELDS) if (isPicked(rows, row)) count += 1;
  return count;
}

function at(array: Uint32Array | Uint16Array, index: number): number {
  return array[index] ?? 0;
}

/** The finaliser of MurmurHash3 (Appleby): every bit of the input flips every bit of the output about half the time. */
function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
