/** Twin of src/kernel/reference/stats/logistic.ts, with the same bits: there it says how. */

const LN2: f64 = Math.LN2;
const LOG2E: f64 = Math.LOG2E;
const SQRT2: f64 = Math.SQRT2;
const MAX_LOGIT: f64 = 30;

export function ln(x: f64): f64 {
  let m = x;
  let k: f64 = 0;
  for (; m > SQRT2; k++) m *= 0.5;
  for (; m < 0.5 * SQRT2; k--) m *= 2;
  const s = (m - 1) / (m + 1);
  const q = s * s;
  let sum: f64 = 1.0 / 17;
  sum = sum * q + 1.0 / 15;
  sum = sum * q + 1.0 / 13;
  sum = sum * q + 1.0 / 11;
  sum = sum * q + 1.0 / 9;
  sum = sum * q + 1.0 / 7;
  sum = sum * q + 1.0 / 5;
  sum = sum * q + 1.0 / 3;
  sum = sum * q + 1;
  return 2 * s * sum + k * LN2;
}

export function exp(x: f64): f64 {
  const k = floor(x * LOG2E + 0.5);
  const r = x - k * LN2;
  const t = r * r;
  let sum: f64 = 4.1381367970572385e-8;
  sum = sum * t - 1.6533902205465252e-6;
  sum = sum * t + 6.613756321437934e-5;
  sum = sum * t - 2.7777777777015593e-3;
  sum = sum * t + 0.16666666666666602;
  const c = r - t * sum;
  const y = 1 + (r + (r * c) / (2 - c));
  // 2^k by its exponent bits: what k doublings give.
  return y * reinterpret<f64>((<i64>k + 1023) << 52);
}

export function logistic(x: f64): f64 {
  const cut = x > MAX_LOGIT ? MAX_LOGIT : x < -MAX_LOGIT ? -MAX_LOGIT : x;
  return 1 / (1 + exp(-cut));
}

/** Two at once. */
export function logistics(x: v128): v128 {
  const most = f64x2.splat(MAX_LOGIT);
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const cut = f64x2.neg(f64x2.pmax(f64x2.splat(-MAX_LOGIT), f64x2.pmin(most, x)));
  const k = f64x2.floor(f64x2.add(f64x2.mul(cut, f64x2.splat(LOG2E)), f64x2.splat(0.5)));
  const r = f64x2.sub(cut, f64x2.mul(k, f64x2.splat(LN2)));
  const t = f64x2.mul(r, r);
  let sum = f64x2.splat(4.1381367970572385e-8);
  sum = f64x2.sub(f64x2.mul(sum, t), f64x2.splat(1.6533902205465252e-6));
  sum = f64x2.add(f64x2.mul(sum, t), f64x2.splat(6.613756321437934e-5));
  sum = f64x2.sub(f64x2.mul(sum, t), f64x2.splat(2.7777777777015593e-3));
  sum = f64x2.add(f64x2.mul(sum, t), f64x2.splat(0.16666666666666602));
  const c = f64x2.sub(r, f64x2.mul(t, sum));
  const y = f64x2.add(one, f64x2.add(r, f64x2.div(f64x2.mul(r, c), f64x2.sub(two, c))));
  const power = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(k));
  const scale = i64x2.shl(i64x2.add(power, i64x2.splat(1023)), 52);
  return f64x2.div(one, f64x2.add(one, f64x2.mul(y, scale)));
}
