/**
 * One level of the hierarchy: twin of src/kernel/reference/stats/within.ts, which says what is fitted and why. Values
 * stand two and two: a *slot* has those of an even brawler and of the odd one after it, each with its noise; where one
 * has none its value is 0 and its noise infinite. A group is a run of slots, two groups in truth. So two sums run side
 * by side, each in the order of the reference.
 */

/** of a slot: two values and two noises; after shrinking, two means and two variances */
export const SLOT_VALUES: usize = 0;
export const SLOT_NOISES: usize = 16;
export const SLOT_BYTES: usize = 32;
/** u32: how many slots a group has */
export const GROUP_BYTES: usize = 4;

/* What the last pass found: twice the slope of the log posterior in log τ², and twice its expected curvature, but for the prior. */
let slopes: f64 = 0;
let curvatures: f64 = 0;

export function lastSlope(): f64 {
  return slopes;
}

export function lastCurvature(): f64 {
  return curvatures;
}

/** Adds up `count` groups of slots at a spread, for lastSlope() and lastCurvature(); writes their means and noises to `out` if it isn't 0. */
export function addGroups(slot: usize, group: usize, count: i32, spread: f64, out: usize): void {
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const zero = f64x2.splat(0);
  const scatter = f64x2.splat(spread);
  let inner = zero;
  let curvature = zero;
  for (const end = group + <usize>count * GROUP_BYTES; group < end; group += GROUP_BYTES) {
    let w = zero;
    let wy = zero;
    let w2 = zero;
    let w2y = zero;
    let w2yy = zero;
    let w3 = zero;
    for (const last = slot + <usize>load<u32>(group) * SLOT_BYTES; slot < last; slot += SLOT_BYTES) {
      const y = v128.load(slot, SLOT_VALUES);
      const one1 = f64x2.div(one, f64x2.add(scatter, v128.load(slot, SLOT_NOISES)));
      const square = f64x2.mul(one1, one1);
      const squareY = f64x2.mul(square, y);
      w = f64x2.add(w, one1);
      wy = f64x2.add(wy, f64x2.mul(one1, y));
      w2 = f64x2.add(w2, square);
      w2y = f64x2.add(w2y, squareY);
      w2yy = f64x2.add(w2yy, f64x2.mul(squareY, y));
      w3 = f64x2.add(w3, f64x2.mul(square, one1));
    }
    const known = f64x2.gt(w, zero);
    const mean = f64x2.div(wy, w);
    const share = f64x2.div(w2, w);
    const twice = f64x2.sub(f64x2.mul(two, w2y), f64x2.mul(mean, w2));
    const squares = f64x2.sub(w2yy, f64x2.mul(mean, twice));
    inner = f64x2.add(inner, v128.and(known, f64x2.add(f64x2.sub(squares, w), share)));
    const bent = f64x2.sub(w2, f64x2.div(f64x2.mul(two, w3), w));
    curvature = f64x2.add(curvature, v128.and(known, f64x2.add(bent, f64x2.mul(share, share))));
    if (out === 0) continue;
    v128.store(out, v128.and(known, mean), SLOT_VALUES);
    v128.store(out, f64x2.div(one, w), SLOT_NOISES);
    out += SLOT_BYTES;
  }
  slopes = f64x2.extract_lane(inner, 0) + f64x2.extract_lane(inner, 1);
  curvatures = f64x2.extract_lane(curvature, 0) + f64x2.extract_lane(curvature, 1);
}

/** Writes the means and noises of `count` groups of slots at a spread to `out`. */
export function meanGroups(slot: usize, group: usize, count: i32, spread: f64, out: usize): void {
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  const scatter = f64x2.splat(spread);
  for (const end = group + <usize>count * GROUP_BYTES; group < end; group += GROUP_BYTES) {
    let w = zero;
    let wy = zero;
    for (const last = slot + <usize>load<u32>(group) * SLOT_BYTES; slot < last; slot += SLOT_BYTES) {
      const weight = f64x2.div(one, f64x2.add(scatter, v128.load(slot, SLOT_NOISES)));
      w = f64x2.add(w, weight);
      wy = f64x2.add(wy, f64x2.mul(weight, v128.load(slot, SLOT_VALUES)));
    }
    v128.store(out, v128.and(f64x2.gt(w, zero), f64x2.div(wy, w)), SLOT_VALUES);
    v128.store(out, f64x2.div(one, w), SLOT_NOISES);
    out += SLOT_BYTES;
  }
}

/** Adds up all values of `count` slots as one group, one after the other; writes its mean and noise to `out`, two f64. */
export function addAll(slot: usize, count: i32, spread: f64, out: usize): void {
  let w: f64 = 0;
  let wy: f64 = 0;
  let w2: f64 = 0;
  let w2y: f64 = 0;
  let w2yy: f64 = 0;
  let w3: f64 = 0;
  for (const end = slot + <usize>count * SLOT_BYTES; slot < end; slot += SLOT_BYTES) {
    for (let lane = slot; lane < slot + 16; lane += 8) {
      const y = load<f64>(lane, SLOT_VALUES);
      const weight = 1 / (spread + load<f64>(lane, SLOT_NOISES));
      const square = weight * weight;
      const squareY = square * y;
      w += weight;
      wy += weight * y;
      w2 += square;
      w2y += squareY;
      w2yy += squareY * y;
      w3 += square * weight;
    }
  }
  const isKnown = w > 0;
  const mean = wy / w;
  const share = w2 / w;
  slopes = isKnown ? w2yy - mean * (2 * w2y - mean * w2) - w + share : 0;
  curvatures = isKnown ? w2 - (2 * w3) / w + share * share : 0;
  store<f64>(out, isKnown ? mean : 0);
  store<f64>(out, 1 / w, 8);
}

/**
 * Makes the posteriors of `count` groups of slots, in their place, from those of the groups above: a slot for each
 * group from `above` on; the same for all where `step` is 0. What lies `apart` bytes from a slot are lifts and variances
 * known from elsewhere, if it isn't 0: the variances are part of the noises, and the lifts are added.
 */
export function shrinkGroups(
  slot: usize,
  group: usize,
  count: i32,
  above: usize,
  step: usize,
  spread: f64,
  sharpness: f64,
  apart: usize,
): void {
  const one = f64x2.splat(1);
  const scatter = f64x2.splat(spread);
  const sharp = f64x2.splat(sharpness);
  const doubt = f64x2.splat(1 / (sharpness > 2 ? sharpness - 1 : 1));
  for (const end = group + <usize>count * GROUP_BYTES; group < end; group += GROUP_BYTES, above += step) {
    const to = v128.load(above, SLOT_VALUES);
    const open = v128.load(above, SLOT_NOISES);
    for (const last = slot + <usize>load<u32>(group) * SLOT_BYTES; slot < last; slot += SLOT_BYTES) {
      const inverse = f64x2.div(one, f64x2.add(scatter, v128.load(slot, SLOT_NOISES)));
      let own = scatter;
      if (apart !== 0) own = f64x2.add(scatter, v128.load(slot + apart, SLOT_NOISES));
      const weight = f64x2.mul(own, inverse);
      const fitted = f64x2.mul(scatter, inverse);
      const pulled = f64x2.sub(one, weight);
      const square = f64x2.mul(pulled, pulled);
      const doubted = f64x2.mul(square, doubt);
      const d = f64x2.sub(v128.load(slot, SLOT_VALUES), to);
      const varied = f64x2.div(
        f64x2.mul(f64x2.mul(fitted, fitted), square),
        f64x2.add(sharp, f64x2.mul(fitted, pulled)),
      );
      let mean = f64x2.add(to, f64x2.mul(f64x2.add(weight, f64x2.mul(fitted, doubted)), d));
      if (apart !== 0) mean = f64x2.add(mean, v128.load(slot + apart, SLOT_VALUES));
      const left = f64x2.mul(pulled, f64x2.add(own, f64x2.mul(scatter, doubted)));
      const variance = f64x2.add(
        f64x2.add(left, f64x2.mul(square, open)),
        f64x2.mul(f64x2.mul(varied, d), d),
      );
      v128.store(slot, mean, SLOT_VALUES);
      v128.store(slot, variance, SLOT_NOISES);
    }
  }
}
