import * as layout from '../../../../kernel/layout/effects.ts';
import { E_ARGUMENT } from '../../../../kernel/layout/errors.ts';
import { COUNT_MATCHUPS, COUNT_PAIRS } from '../../../../kernel/layout/tally.ts';
import { faultOf, KernelError } from '../../faults.ts';
import { SumsView } from '../snapshot/sums.ts';
import { type Effects, fitEffects, pairIndex } from '../stats/effects.ts';
import { at } from '../stats/fit.ts';
import { type EffectRows, readEffectRows } from './counts.ts';
import { surestOf } from './surest.ts';

/** The unit of the fit is a step; variances are in the square of that. */
const UNIT2 = 1 / (layout.STEPS_A_LOGIT * layout.STEPS_A_LOGIT);
const MOST_STEPS = 127;
const MOST_ERROR = 255;

interface Matrix {
  place: number;
  blank: number;
  effects: Int8Array;
  errors: Uint8Array;
}

/** Effects of pairs or match-ups (kernel/layout/effects.ts) from the sums of that kind. */
export function effectsOf(bytes: Uint8Array): Uint8Array {
  const sums = new SumsView(bytes);
  if (sums.kind !== COUNT_PAIRS && sums.kind !== COUNT_MATCHUPS) throw new KernelError(faultOf(E_ARGUMENT));
  const read = readEffectRows(sums);
  if (read === null) return pack(sums.kind, null, null, []);
  const fit = fitEffects(read.counts);
  return pack(sums.kind, read, fit, [anyMode(fit), ...ownModes(read, fit)]);
}

/** What is known of a pair in a mode of which nothing is: the effect over all, which scatters between modes. */
function anyMode({ pairs, spread, modeSpread }: Effects): Matrix {
  return {
    place: layout.ANY_PLACE,
    blank: errorOf(spread + modeSpread),
    effects: Int8Array.from(pairs.means, stepsOf),
    errors: Uint8Array.from(pairs.variances, (variance) => errorOf(variance + modeSpread)),
  };
}

/** Matrices of the modes whose counts say most, in the order of their places. */
function ownModes(read: EffectRows, fit: Effects): Matrix[] {
  const information = read.places.map(() => 0);
  fit.noise.forEach((noise, i) => {
    const mode = read.counts.mode[i] ?? 0;
    information[mode] = (information[mode] ?? 0) + 1 / noise;
  });
  const kept = read.places
    .map((_, mode) => mode)
    .sort((a, b) => (information[b] ?? 0) - (information[a] ?? 0) || a - b)
    .slice(0, layout.MAX_EFFECT_MODES)
    .sort((a, b) => a - b);
  const matrixOf = new Map(kept.map((mode) => [mode, { ...anyMode(fit), place: read.places[mode] ?? 0 }]));
  read.rows.forEach((_, i) => {
    const matrix = matrixOf.get(read.counts.mode[i] ?? 0);
    if (matrix === undefined) return;
    const pair = pairIndex(read.counts.a[i] ?? 0, read.counts.b[i] ?? 0, read.codes.length);
    matrix.effects[pair] = stepsOf(at(fit.rows.means, i));
    matrix.errors[pair] = errorOf(at(fit.rows.variances, i));
  });
  return [...matrixOf.values()];
}

/** Half up, cut off. */
function stepsOf(mean: number): number {
  return Math.min(Math.max(Math.floor(mean + 0.5), -MOST_STEPS), MOST_STEPS);
}

/** Half up, at least 1: nothing is known exactly. */
function errorOf(variance: number): number {
  return Math.min(Math.max(Math.floor(Math.sqrt(variance) + 0.5), 1), MOST_ERROR);
}

function pack(
  kind: number,
  read: EffectRows | null,
  fit: Effects | null,
  matrices: readonly Matrix[],
): Uint8Array {
  const codes = read?.codes ?? [];
  const lists = read === null || fit === null ? [] : surestOf(read, fit);
  const rows = lists.flat();
  const cells = (codes.length * (codes.length - 1)) / 2;
  const words: number[] = new Array(layout.EFFECTS_HEADER_FIELDS).fill(0);
  words.push(...codes, ...matrices.flatMap(({ place, blank }) => [place, blank]), 0);
  let end = 0;
  for (const list of lists) {
    end += list.length;
    words.push(end);
  }
  for (const row of rows) words.push(row.other, row.games, row.halfWins, row.expected, row.shift, row.error);
  const bytes = new Uint8Array(4 * words.length + 2 * cells * matrices.length);
  const view = new DataView(bytes.buffer);
  words[layout.EH_MAGIC] = layout.EFFECTS_MAGIC;
  words[layout.EH_LENGTH] = bytes.length;
  words[layout.EH_KIND] = kind;
  words[layout.EH_BRAWLERS] = codes.length;
  words[layout.EH_MATRICES] = matrices.length;
  words[layout.EH_ROWS] = rows.length;
  words.forEach((word, i) => {
    view.setUint32(4 * i, word >>> 0, true);
  });
  view.setFloat64(4 * layout.EH_SPREAD, (fit?.spread ?? 0) * UNIT2, true);
  view.setFloat64(4 * layout.EH_MODE_SPREAD, (fit?.modeSpread ?? 0) * UNIT2, true);
  let to = 4 * words.length;
  for (const part of [
    ...matrices.map((matrix) => matrix.effects),
    ...matrices.map((matrix) => matrix.errors),
  ]) {
    bytes.set(new Uint8Array(part.buffer), to);
    to += part.length;
  }
  return bytes;
}
