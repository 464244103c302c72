/**
 * Side-by-side timing. Ours and the peer run in turn in one process, in batches long enough for the clock, with
 * the order swapped each round; each round gives one ratio, and the median of the ratios is what is reported. A
 * machine that slows down for a while slows both.
 */
export interface Comparison {
  readonly id: string;
  /** does the i-th piece of work; payloads vary with i */
  readonly ours: (i: number) => unknown;
  readonly peer: (i: number) => unknown;
  /** bytes worked on by call i, where a throughput means something */
  readonly bytes?: (i: number) => number;
  /** least ratio peer / ours that is claimed */
  readonly must: number;
  readonly note: string;
}

/** One line of the table; also what bench/results/latest.json holds. */
export interface BenchResult {
  readonly id: string;
  readonly ours: number;
  /** null where there is nobody to compare with */
  readonly peer: number | null;
  readonly unit: string;
  /** peer ÷ ours for times (how many times faster), ours ÷ limit for budgets */
  readonly ratio: number;
  readonly met: boolean;
  readonly note: string;
}

const ROUNDS = 15;
/** ms a batch: a thousand times the clock's resolution, short against the machine's moods */
const BATCH_MS = 40;
const WARM_UP_MS = 150;

/** Keeps the optimiser from dropping work whose result nobody reads. */
let sink: unknown;

export function compare(comparison: Comparison): BenchResult {
  const { id, ours, peer, bytes, must, note } = comparison;
  const oursSize = calibrate(ours);
  const peerSize = calibrate(peer);
  const times: { ours: number; peer: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Both walk through the same payloads: the index goes on where the last batch of the same side ended.
    if (round % 2 === 0) {
      const a = batch(ours, oursSize, round * oursSize);
      times.push({ ours: a, peer: batch(peer, peerSize, round * peerSize) });
    } else {
      const b = batch(peer, peerSize, round * peerSize);
      times.push({ ours: batch(ours, oursSize, round * oursSize), peer: b });
    }
  }
  const ratio = median(times.map((time) => time.peer / time.ours));
  const oursUs = median(times.map((time) => time.ours)) * 1000;
  const peerUs = median(times.map((time) => time.peer)) * 1000;
  const rate =
    bytes === undefined ? '' : `; ${throughput(bytes, oursUs)} against ${throughput(bytes, peerUs)}`;
  return {
    id,
    ours: oursUs,
    peer: peerUs,
    unit: 'µs',
    ratio,
    met: ratio >= must,
    note: `≥ ${must}×${rate}; ${note}`,
  };
}

/** A figure with a limit that it must not exceed. */
export function budget(id: string, value: number, limit: number, unit: string, note: string): BenchResult {
  return {
    id,
    ours: value,
    peer: null,
    unit,
    // a limit of nothing is kept or broken; there is no share of it
    ratio: limit === 0 ? (value === 0 ? 0 : Number.MAX_VALUE) : value / limit,
    met: value <= limit,
    note: `≤ ${limit} ${unit}; ${note}`,
  };
}

/** Calls that fill a batch; warms up on the way. */
function calibrate(work: (i: number) => unknown): number {
  let calls = 0;
  const start = performance.now();
  while (performance.now() - start < WARM_UP_MS) sink = work(calls++);
  return Math.max(1, Math.round((calls * BATCH_MS) / WARM_UP_MS));
}

/** ms a call over `calls` calls. */
function batch(work: (i: number) => unknown, calls: number, from: number): number {
  const start = performance.now();
  for (let i = from; i < from + calls; i++) sink = work(i);
  return (performance.now() - start) / calls;
}

function throughput(bytes: (i: number) => number, microseconds: number): string {
  const sizes = Array.from({ length: 64 }, (_, i) => bytes(i));
  const mean = sizes.reduce((a, b) => a + b, 0) / sizes.length;
  return `${(mean / microseconds / 1000).toFixed(2)} GB/s`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function lastSink(): unknown {
  return sink;
}

/** The table, as text. */
export function table(results: readonly BenchResult[]): string {
  const rows = results.map((result) => [
    result.id,
    format(result.ours),
    result.peer === null ? '' : format(result.peer),
    result.unit,
    result.peer === null ? `${(100 * result.ratio).toFixed(0)} %` : `${result.ratio.toFixed(1)}×`,
    result.met ? 'ok' : 'MISSED',
    result.note,
  ]);
  const head = ['id', 'ours', 'peer', 'unit', 'ratio', '', 'must; note'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
