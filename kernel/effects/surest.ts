/** Each brawler's surest effects over all modes: twin of src/kernel/reference/effects/surest.ts. */
import { MAX_COUNT } from '../layout/build';
import * as layout from '../layout/effects';
import { PAIR_BYTES } from './fit';
import { GROUP, NOISE, VALUE } from './level';
import * as rows from './rows';

/** Φ⁻¹(0.75) */
const TIE_Z: f64 = 0.6744897501960817;
const HUNDREDTHS: f64 = 100;

/* Plain counts of a pair over all modes: f64. */
const PLAIN_GAMES: usize = 0;
const PLAIN_HALF_WINS: usize = 8;
const PLAIN_EXPECTED: usize = 16;
export const PLAIN_BYTES: usize = 24;

/* A list of kept effects, surest first: how sure, then a row of layout/effects.ts. */
const KEPT_ROW: usize = 8;
const ROW_BYTES: usize = 24; // layout.EFFECT_FIELDS * 4
const KEPT_BYTES: usize = 32;
const KEPT_FOR: usize = memory.data(32 * (layout.MAX_EFFECT_ROWS + 1), 8);
const KEPT_AGAINST: usize = memory.data(32 * (layout.MAX_EFFECT_ROWS + 1), 8);
let kept: i32 = 0;

/** Adds up the plain counts, from zeros. */
export function addPlain(row: usize, end: usize, plain: usize): void {
  for (; row < end; row += rows.ROW_BYTES) {
    const sum = plain + <usize>load<u32>(row, GROUP) * PLAIN_BYTES;
    const games = rows.gamesOf(row);
    store<f64>(sum, load<f64>(sum, PLAIN_GAMES) + games, PLAIN_GAMES);
    store<f64>(sum, load<f64>(sum, PLAIN_HALF_WINS) + rows.halfWinsOf(row), PLAIN_HALF_WINS);
    store<f64>(sum, load<f64>(sum, PLAIN_EXPECTED) + games * load<f64>(row, rows.EXPECTED), PLAIN_EXPECTED);
  }
}

/** Where in a list of `count` something so sure belongs: behind what is as sure. */
function placeIn(list: usize, count: i32, certainty: f64): i32 {
  let place = count;
  while (place > 0 && load<f64>(list + <usize>(place - 1) * KEPT_BYTES) < certainty) place--;
  return place;
}

/** Opens a place in a list; the last of a full one falls out. Gives its address. */
function openPlace(list: usize, count: i32, place: i32, certainty: f64): usize {
  const at = list + <usize>place * KEPT_BYTES;
  memory.copy(at + KEPT_BYTES, at, <usize>(count - place) * KEPT_BYTES);
  store<f64>(at, certainty);
  kept = min(count + 1, layout.MAX_EFFECT_ROWS);
  return at + KEPT_ROW;
}

/** Fills a row, all but the other's code, as `own` sees it. Gives the shift. */
function fill(at: usize, pair: usize, plain: usize, isTurned: bool): i32 {
  const games = load<f64>(plain, PLAIN_GAMES);
  const halfWins = load<f64>(plain, PLAIN_HALF_WINS);
  const e = load<f64>(plain, PLAIN_EXPECTED) / games;
  const points = e * (1 - e) * HUNDREDTHS;
  const mean = load<f64>(pair, VALUE);
  const most = <f64>(<u32>MAX_COUNT);
  const shift = <i32>floor((isTurned ? -mean : mean) * points + 0.5);
  store<u32>(at, <u32>min(games, most), 4 * layout.EFFECT_GAMES);
  store<u32>(at, <u32>min(isTurned ? 2 * games - halfWins : halfWins, most), 4 * layout.EFFECT_HALF_WINS);
  store<u32>(at, <u32>floor(10000 * (isTurned ? 1 - e : e) + 0.5), 4 * layout.EFFECT_EXPECTED);
  store<i32>(at, shift, 4 * layout.EFFECT_SHIFT);
  store<u32>(at, <u32>floor(sqrt(load<f64>(pair, NOISE)) * points + 0.5), 4 * layout.EFFECT_ERROR);
  return shift;
}

const ROW: usize = memory.data(24, 8);

/** Writes the rows of a brawler at `to`, once its pairs are judged; gives their end. `codes` is where the codes are. */
export function writeSurest(own: i32, pairs: usize, plain: usize, codes: usize, to: usize): usize {
  let counts: i32 = 0;
  let against: i32 = 0;
  for (let other = 0; other < rows.brawlers; other++) {
    if (other === own) continue;
    const index = <usize>rows.pairIndex(min(own, other), max(own, other));
    const pair = pairs + index * PAIR_BYTES;
    const sum = plain + index * PLAIN_BYTES;
    if (load<f64>(sum, PLAIN_GAMES) === 0) continue;
    const mean = load<f64>(pair, VALUE);
    const certainty = (mean * mean) / load<f64>(pair, NOISE);
    if (certainty < TIE_Z * TIE_Z) continue;
    const shift = fill(ROW, pair, sum, rows.areEnemies && own > other);
    if (shift === 0) continue;
    const list = shift > 0 ? KEPT_FOR : KEPT_AGAINST;
    const count = shift > 0 ? counts : against;
    const place = placeIn(list, count, certainty);
    if (place === layout.MAX_EFFECT_ROWS) continue;
    store<u32>(ROW, load<u32>(codes + ((<usize>other) << 2)), 4 * layout.EFFECT_OTHER);
    memory.copy(openPlace(list, count, place, certainty), ROW, ROW_BYTES);
    if (shift > 0) counts = kept;
    else against = kept;
  }
  return copyList(KEPT_AGAINST, against, copyList(KEPT_FOR, counts, to));
}

function copyList(list: usize, count: i32, to: usize): usize {
  for (; count > 0; count--, list += KEPT_BYTES, to += ROW_BYTES) memory.copy(to, list + KEPT_ROW, ROW_BYTES);
  return to;
}
