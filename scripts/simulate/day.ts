/** Drives a collector through simulated time, and writes down what each step takes. */
import type { Requests } from './meters.ts';

/** One step. */
export interface StepRecord {
  /** epoch ms of its beginning */
  readonly at: number;
  /** simulated ms that it took */
  readonly tookMs: number;
  readonly requests: number;
  readonly atOnce: number;
  readonly kvWrites: number;
  readonly rowsWritten: number;
  /** of the collector's thread: kernel, glue, storage, garbage */
  readonly cpuMs: number;
}

export interface DayOptions {
  readonly clock: { now(): number; advanceTo(time: number): void };
  /** One step; resolves to the epoch ms at which the next is due. */
  readonly step: () => Promise<number>;
  readonly meters: {
    takeRequests(): Requests;
    /** totals so far */
    kvWrites(): number;
    rowsWritten(): number;
    /** CPU that the collector's thread has taken so far, in ms */
    cpuMs(): number;
  };
  /** epoch ms, excluded: no step begins then or later */
  readonly until: number;
  /** Called after each step, outside of what is measured. */
  readonly onStep?: (record: StepRecord) => void;
}

/** Setting the alarm is a row written: once before the work of a step and once after. */
const ALARM_ROWS = 2;

/** Steps from the clock's time to `until`. A step that throws ends it: in a simulated day nothing may throw. */
export async function simulateDay({ clock, step, meters, until, onStep }: DayOptions): Promise<StepRecord[]> {
  const records: StepRecord[] = [];
  meters.takeRequests();
  while (clock.now() < until) {
    const at = clock.now();
    const before = { kv: meters.kvWrites(), rows: meters.rowsWritten(), cpu: meters.cpuMs() };
    const next = await step();
    const cpu = meters.cpuMs() - before.cpu;
    const { count, atOnce } = meters.takeRequests();
    const record = {
      at,
      tookMs: clock.now() - at,
      requests: count,
      atOnce,
      kvWrites: meters.kvWrites() - before.kv,
      rowsWritten: meters.rowsWritten() - before.rows + ALARM_ROWS,
      cpuMs: cpu,
    };
    records.push(record);
    onStep?.(record);
    if (next <= at) throw new RangeError('the next step is due before this one began');
    clock.advanceTo(next);
  }
  return records;
}
