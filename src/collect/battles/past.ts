/**
 * Sums of the days that are past, so that a build adds up the last days only. Sums are added up in the order of days, so those
 * of all days before one are a stage that what comes later goes on from: the result is the same to the bit. Kept in
 * memory alone; what is lost is added up again.
 */
import type { TallyUnit } from '../../shared/tally.ts';

/**
 * Ages in days of what the stages leave to later ones. Battles come in days late, of players who are asked rarely: the older a day,
 * the rarer, so what a late one costs is a short way back, not all of the window.
 */
export const STAGE_AGES = [16, 8, 4, 2] as const;

/** Sums of all days of the window before `before` (days since 1970). */
export interface Stage {
  readonly before: number;
  readonly sums: Uint8Array;
}

export class PastSums {
  readonly #kinds = new Map<number, { readonly today: number; stages: Stage[] }>();

  /** What still holds of a kind on a day `today`, oldest first. Weights go by age, so another day knows nothing. */
  stages(kind: number, today: number): readonly Stage[] {
    const known = this.#kinds.get(kind);
    if (known?.today !== today) this.#kinds.delete(kind);
    return known?.today === today ? known.stages : [];
  }

  keep(kind: number, today: number, stages: readonly Stage[]): void {
    this.#kinds.set(kind, { today, stages: [...stages] });
  }

  /** To be told of units to which something was added. */
  added(units: readonly TallyUnit[]): void {
    for (const { day, kind } of units) {
      const known = this.#kinds.get(kind);
      if (known !== undefined) known.stages = known.stages.filter(({ before }) => before <= day);
    }
  }

  forget(): void {
    this.#kinds.clear();
  }
}
