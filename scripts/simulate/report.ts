/** What a simulated day took, against what the free plan gives. */
import type { StepRecord } from './day.ts';

const DAY_MS = 86_400_000;

/** Limits that a day has to keep, and a step. CPU is judged by its median and its 99th percentile. */
export const BUDGET = {
  requestsAStep: 45,
  atOnce: 6,
  kvWritesADay: 480,
  rowsWrittenADay: 100_000,
  cpuMsAStep: 10,
  stateBytes: 64e6,
} as const;

/** Maxima of a step, sums of a day, percentiles. */
export interface DaySummary {
  readonly steps: number;
  readonly requests: number;
  readonly requestsAStep: number;
  readonly atOnce: number;
  readonly kvWrites: number;
  readonly rowsWritten: number;
  readonly cpuMedianMs: number;
  readonly cpuP99Ms: number;
  readonly cpuMaxMs: number;
  /** of steps that read logs and lists */
  readonly asking: Percentiles;
  /** of steps that build and publish: they do nothing else */
  readonly publishing: Percentiles;
  readonly stateBytes: number;
}

/** CPU of some steps, in ms. */
export interface Percentiles {
  readonly steps: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** Sums up the steps; a span other than a day is reckoned to one. `stateBytes` are those at the end. */
export function summarise(records: readonly StepRecord[], spanMs: number, stateBytes: number): DaySummary {
  const total = (key: 'requests' | 'kvWrites' | 'rowsWritten') =>
    Math.round((records.reduce((sum, record) => sum + record[key], 0) * DAY_MS) / spanMs);
  const most = (key: 'requests' | 'atOnce') => records.reduce((max, record) => Math.max(max, record[key]), 0);
  const cpu = cpuOf(records);
  return {
    steps: Math.round((records.length * DAY_MS) / spanMs),
    requests: total('requests'),
    requestsAStep: most('requests'),
    atOnce: most('atOnce'),
    kvWrites: total('kvWrites'),
    rowsWritten: total('rowsWritten'),
    cpuMedianMs: percentile(cpu, 0.5),
    cpuP99Ms: percentile(cpu, 0.99),
    cpuMaxMs: cpu.at(-1) ?? 0,
    asking: percentilesOf(records.filter(({ kvWrites }) => kvWrites === 0)),
    publishing: percentilesOf(records.filter(({ kvWrites }) => kvWrites > 0)),
    stateBytes,
  };
}

/** In ascending order. */
function cpuOf(records: readonly StepRecord[]): number[] {
  return records.map(({ cpuMs }) => cpuMs).sort((a, b) => a - b);
}

function percentilesOf(records: readonly StepRecord[]): Percentiles {
  const cpu = cpuOf(records);
  return { steps: cpu.length, medianMs: percentile(cpu, 0.5), p99Ms: percentile(cpu, 0.99) };
}

/** The smallest of the sorted values that a share of them doesn't exceed (nearest rank); 0 for none. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

interface Line {
  readonly what: string;
  readonly value: number;
  readonly limit: number | null;
  readonly unit: string;
}

/** What kinds of steps take by themselves; the limit is that of all together. */
function linesOfKind(does: string, { medianMs, p99Ms }: Percentiles): Line[] {
  return [
    { what: `  one that ${does}, median`, value: medianMs, limit: null, unit: 'ms' },
    { what: `  one that ${does}, p99`, value: p99Ms, limit: null, unit: 'ms' },
  ];
}

function linesOf(summary: DaySummary): Line[] {
  const { requestsAStep, atOnce, kvWritesADay, rowsWrittenADay, cpuMsAStep, stateBytes } = BUDGET;
  const line = (what: string, value: number, limit: number | null = null, unit = ''): Line => ({
    what,
    value,
    limit,
    unit,
  });
  return [
    line('steps a day', summary.steps),
    line('requests a day', summary.requests),
    line('subrequests a step, most', summary.requestsAStep, requestsAStep),
    line('connections at once, most', summary.atOnce, atOnce),
    line('KV writes a day', summary.kvWrites, kvWritesADay),
    line('rows written a day', summary.rowsWritten, rowsWrittenADay),
    line('CPU a step, median', summary.cpuMedianMs, cpuMsAStep, 'ms'),
    line('CPU a step, p99', summary.cpuP99Ms, cpuMsAStep, 'ms'),
    line('CPU a step, most', summary.cpuMaxMs, null, 'ms'),
    ...linesOfKind('asks', summary.asking),
    ...linesOfKind('publishes', summary.publishing),
    line('state', summary.stateBytes / 1e6, stateBytes / 1e6, 'MB'),
  ];
}

/** Lines of the table; what is over its limit says so. */
export function reportOf(summary: DaySummary): string {
  const text = ({ value, unit }: Pick<Line, 'value' | 'unit'>) =>
    unit === '' ? value.toLocaleString('en-US') : `${value.toFixed(2)} ${unit}`;
  const isOver = ({ value, limit }: Line) => limit !== null && value > limit;
  return linesOf(summary)
    .map((line) => {
      const limit = line.limit === null ? '' : `  of ${text({ value: line.limit, unit: line.unit })}`;
      return `${line.what.padEnd(30)}${text(line).padStart(12)}${limit}${isOver(line) ? '  OVER' : ''}\n`;
    })
    .join('');
}

/** What is over its limit, by name. */
export function overBudget(summary: DaySummary): string[] {
  return linesOf(summary)
    .filter(({ value, limit }) => limit !== null && value > limit)
    .map(({ what }) => what);
}
