import { COUNT_MATCHUPS, COUNT_PAIRS } from '../../../kernel/layout/tally.ts';
import type { Kernel } from '../../kernel/port.ts';
import { sumKind, type WindowDeps } from './sums.ts';

const KINDS = [COUNT_PAIRS, COUNT_MATCHUPS] as const;
/**
 * Adding up and fitting either kind takes longer than all else of a build: it is done again when so many more battles were
 * counted, or after so long, and for one kind a build. Until then a snapshot has the effects of before, or none yet.
 */
const GROWTH = 1.25;
const AGE_MS = 3_600_000;

export interface EffectDeps extends WindowDeps {
  readonly fitEffects: Kernel['fitEffects'];
}

/** Effects of pairs and match-ups in the window up to `until` (epoch seconds); `counted` and `now` (epoch ms) as in windowSums. */
export function windowEffects(deps: EffectDeps, until: number, counted: number, now: number): Uint8Array[] {
  const { effects } = deps.memory;
  const due = KINDS.filter((kind) => {
    const last = effects.get(kind);
    return last === undefined || counted > last.counted * GROWTH || now >= last.at + AGE_MS;
  });
  // The one that was fitted longest ago.
  const [kind] = due.sort((a, b) => (effects.get(a)?.at ?? 0) - (effects.get(b)?.at ?? 0));
  if (kind !== undefined) {
    effects.set(kind, { effects: deps.fitEffects(sumKind(deps, kind, until)), counted, at: now });
  }
  return KINDS.flatMap((each) => effects.get(each)?.effects ?? []);
}
