/**
 * Logarithm, exponential and logistic function of + − × ÷ alone, so that every engine and the kernel give the same
 * bits: what `Math.log` and `Math.exp` give is not the same everywhere.
 */

const { LN2, LOG2E, SQRT2 } = Math;
/** Log-odds beyond which a chance is 0 or 1 for any purpose here. */
export const MAX_LOGIT = 30;

/**
 * Natural logarithm of x, 2⁻⁶⁰ … 2⁶⁰; relative error below 10⁻¹³ where |ln x| > 10⁻³. x = m · 2^k with m from √½ to √2,
 * and ln m = 2 artanh s = 2 (s + s³/3 + … + s¹⁷/17) with s = (m − 1) / (m + 1), |s| < 0.172.
 */
export function ln(x: number): number {
  let m = x;
  let k = 0;
  for (; m > SQRT2; k++) m *= 0.5;
  for (; m < 0.5 * SQRT2; k--) m *= 2;
  const s = (m - 1) / (m + 1);
  const q = s * s;
  let sum = 1 / 17;
  sum = sum * q + 1 / 15;
  sum = sum * q + 1 / 13;
  sum = sum * q + 1 / 11;
  sum = sum * q + 1 / 9;
  sum = sum * q + 1 / 7;
  sum = sum * q + 1 / 5;
  sum = sum * q + 1 / 3;
  sum = sum * q + 1;
  return 2 * s * sum + k * LN2;
}

/**
 * e^x for |x| ≤ MAX_LOGIT; relative error below 10⁻¹³. x = k ln 2 + r with |r| ≤ ln 2 / 2, and e^r = 1 + r + r c / (2 − c),
 * where c = r − r² P(r²) with the Remez polynomial of fdlibm's e_exp.c (Sun Microsystems, 1993).
 */
export function exp(x: number): number {
  const k = Math.floor(x * LOG2E + 0.5);
  const r = x - k * LN2;
  const t = r * r;
  let sum = 4.1381367970572385e-8;
  sum = sum * t - 1.6533902205465252e-6;
  sum = sum * t + 6.613756321437934e-5;
  sum = sum * t - 2.7777777777015593e-3;
  sum = sum * t + 0.16666666666666602;
  const c = r - t * sum;
  let y = 1 + (r + (r * c) / (2 - c));
  for (let i = k; i > 0; i--) y *= 2;
  for (let i = k; i < 0; i++) y *= 0.5;
  return y;
}

/** 1 / (1 + e^−x), x cut off at ± MAX_LOGIT. */
export function logistic(x: number): number {
  const cut = x > MAX_LOGIT ? MAX_LOGIT : x < -MAX_LOGIT ? -MAX_LOGIT : x;
  return 1 / (1 + exp(-cut));
}
