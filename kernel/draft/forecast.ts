/** Forecasts, and what they are made of: twin of src/kernel/reference/draft/points.ts and of forecasts in draft.ts there. */
import * as known from './known';
import { logistic, logistics } from './logistic';
import * as reckon from './reckon';

/** Φ⁻¹(0.975) */
const Z95: f64 = 1.959963984540054;
/** below this many log-odds from the baseline, points are reckoned from the slope there */
const SMALL_LOGIT: f64 = 1e-6;

/* The forecast made last, in tenths of a percent. */
export let winProbability: u32 = 0;
export let low: u32 = 0;
export let high: u32 = 0;

/* Its terms: what each adds in tenths, what of that is its effect on the candidate, and whether it has one. */
const TERM_EXACT: usize = 0;
/** f64, in the lane behind: what of that is its effect */
const TERM_REST: usize = 16;
/** i32: tenths of both; then whether there is an effect */
const TERM_POINTS: usize = 24;
const TERM_EFFECT_TENTHS: usize = 28;
const TERM_HAS_EFFECT: usize = 32;
const TERM_BYTES: usize = 48;
const TERMS: usize = memory.data(48 * (2 * reckon.MAX_SIDE + 1), 16);
export let termCount: i32 = 0;

let forecastVariance: f64 = 0;

function addTerm(logit: f64, effect: f64, scale: f64, hasEffect: bool): void {
  const at = TERMS + <usize>termCount * TERM_BYTES;
  const logits = f64x2.replace_lane(f64x2.splat(logit), 1, effect);
  v128.store(at, f64x2.mul(logits, f64x2.splat(scale)), TERM_EXACT);
  store<u32>(at, hasEffect ? 1 : 0, TERM_HAS_EFFECT);
  termCount++;
}

/** Makes the forecast with a candidate, whose gain and chance are in its record, or as the draft stands where `brawler` is below 0. */
export function forecastWith(brawler: i32): void {
  const isPick = brawler >= 0;
  const scale = load<f64>(reckon.SCALES + ((<usize>isPick) << 3));
  const sum = (reckon.standingSum + (isPick ? load<f64>(reckon.recordOf(brawler), known.GAIN) : 0)) * scale;
  forecastVariance = reckon.standingVariance;
  termCount = 0;
  if (isPick) {
    forecastVariance += reckon.varianceOf(brawler);
    addTerm(reckon.liftOf(brawler), 0, scale, false);
  }
  for (let i = 0; i < reckon.allyCount; i++) {
    const has = isPick && reckon.findPair(brawler, reckon.allyAt(i));
    addFixed(reckon.STANDING + ((<usize>i) << 3), scale, has);
  }
  for (let i = 0; i < reckon.enemyCount; i++) {
    const has = isPick && reckon.findMatchup(brawler, reckon.enemyAt(i));
    addFixed(reckon.STANDING + reckon.ENEMIES + ((<usize>i) << 3), scale, has);
  }
  const half = Z95 * sqrt(forecastVariance) * scale;
  const chance = isPick ? load<f64>(reckon.recordOf(brawler), known.CHANCE) : logistic(reckon.base + sum);
  winProbability = reckon.tenthsOf(chance);
  if (known.hasIntervals) {
    const bounds = logistics(
      f64x2.replace_lane(f64x2.splat(reckon.base + sum - half), 1, reckon.base + sum + half),
    );
    const rounded = f64x2.add(f64x2.mul(bounds, f64x2.splat(1000)), f64x2.splat(0.5));
    const tenths = i32x4.trunc_sat_f64x2_s_zero(rounded);
    low = i32x4.extract_lane(tenths, 0);
    high = i32x4.extract_lane(tenths, 1);
  }
  apportion(chance, sum);
}

function addFixed(fixed: usize, scale: f64, hasEffect: bool): void {
  if (hasEffect) {
    forecastVariance += reckon.effectVariance;
    addTerm(load<f64>(fixed) + reckon.effect, reckon.effect, scale, true);
  } else {
    addTerm(load<f64>(fixed), 0, scale, false);
  }
}

/** Shares out what lies between the chances as shown; the rest that is left goes by the largest remainders. */
function apportion(chance: f64, sum: f64): void {
  const isSmall = sum < SMALL_LOGIT && sum > -SMALL_LOGIT;
  const slope =
    1000 * (isSmall ? reckon.baseChance * (1 - reckon.baseChance) : (chance - reckon.baseChance) / sum);
  let left = <i32>winProbability - <i32>reckon.tenthsOf(reckon.baseChance);
  const end = TERMS + <usize>termCount * TERM_BYTES;
  const slopes = f64x2.splat(slope);
  // points are rounded down, effects half up
  const up = f64x2.replace_lane(f64x2.splat(0), 1, 0.5);
  for (let at = TERMS; at < end; at += TERM_BYTES) {
    const exact = f64x2.mul(v128.load(at, TERM_EXACT), slopes);
    const whole = f64x2.floor(f64x2.add(exact, up));
    const tenths = i32x4.trunc_sat_f64x2_s_zero(whole);
    store<f64>(at, f64x2.extract_lane(f64x2.sub(exact, whole), 0), TERM_REST);
    v128.store64_lane(at, tenths, 0, TERM_POINTS);
    left -= i32x4.extract_lane(tenths, 0);
  }
  if (termCount === 0) return;
  for (; left > 0; left--) give(end, 1);
  for (; left < 0; left++) give(end, -1);
}

/** Gives a tenth to the term with the largest rest, or takes one from that with the smallest. */
function give(end: usize, tenth: i32): void {
  let chosen = TERMS;
  let rest = <f64>tenth * load<f64>(TERMS, TERM_REST);
  for (let at = TERMS + TERM_BYTES; at < end; at += TERM_BYTES) {
    const other = <f64>tenth * load<f64>(at, TERM_REST);
    chosen = select(at, chosen, other > rest);
    rest = select(other, rest, other > rest);
  }
  store<i32>(chosen, load<i32>(chosen, TERM_POINTS) + tenth, TERM_POINTS);
  store<f64>(chosen, load<f64>(chosen, TERM_REST) - <f64>tenth, TERM_REST);
}

export function pointsOf(term: i32): i32 {
  return load<i32>(TERMS + <usize>term * TERM_BYTES, TERM_POINTS);
}

export function effectOf(term: i32): i32 {
  return load<i32>(TERMS + <usize>term * TERM_BYTES, TERM_EFFECT_TENTHS);
}

export function hasEffect(term: i32): bool {
  return load<u32>(TERMS + <usize>term * TERM_BYTES, TERM_HAS_EFFECT) !== 0;
}
