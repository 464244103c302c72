/** Rows about zero: lifts and effects, in percentage points. */
import { type Forest, forestAbout } from './scale.ts';

export interface EffectRow {
  readonly effect: number;
  readonly interval: readonly [number, number] | null;
}

/** A scale about zero that holds the rows; the first and the last count, intervals run off where one is far wider than the rest. */
export function effectScale(rows: readonly EffectRow[]): Forest {
  const reaches = rows.map(({ effect, interval }) =>
    Math.max(Math.abs(effect), Math.abs(interval?.[0] ?? 0), Math.abs(interval?.[1] ?? 0)),
  );
  reaches.sort((a, b) => a - b);
  const usual = reaches[Math.floor(reaches.length * 0.9)] ?? 1;
  return forestAbout(0, Math.max(usual, ...rows.map(({ effect }) => Math.abs(effect))));
}
