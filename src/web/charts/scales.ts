/** The scales that charts need. */

export interface Scale {
  (value: number): number;
  /** round values within the domain, about so many: 4 or more */
  readonly ticks: (count: number) => number[];
}

type Pair = readonly [number, number];

/** Domain → range, in proportion; beyond the ends likewise. */
export function linearScale(domain: Pair, range: Pair): Scale {
  return scaleBy((value) => value, domain, range);
}

/** In proportion to the square root, as areas are seen; for domains from 0. */
export function rootScale(domain: Pair, range: Pair): Scale {
  return scaleBy(Math.sqrt, domain, range);
}

function scaleBy(transform: (value: number) => number, [d0, d1]: Pair, [r0, r1]: Pair): Scale {
  const [low, high] = [transform(d0), transform(d1)];
  const factor = high === low ? 0 : (r1 - r0) / (high - low);
  const scale = (value: number) => r0 + (transform(value) - low) * factor;
  return Object.assign(scale, { ticks: (count: number) => ticks(d0, d1, count) });
}

/**
 * The multiples, within [low, high], of the step that makes nearly `count` intervals, by ratio: 1, 2 or 5 times a power of ten.
 * As d3-array's `ticks`, to the last bit, for rising domains.
 */
function ticks(low: number, high: number, count: number): number[] {
  if (low === high) return [low];
  const wanted = (high - low) / count;
  const power = Math.floor(Math.log10(wanted));
  const excess = wanted / 10 ** power;
  const factor = excess >= Math.sqrt(50) ? 10 : excess >= Math.sqrt(10) ? 5 : excess >= Math.sqrt(2) ? 2 : 1;
  // A third tenth is 3 / 10; three times a tenth is 0.30000000000000004.
  const per = 10 ** -power / factor;
  const step = 10 ** power * factor;
  const at = (i: number) => (power < 0 ? i / per : i * step);
  const near = (value: number) => Math.round(power < 0 ? value * per : value / step);
  const first = at(near(low)) < low ? near(low) + 1 : near(low);
  const last = at(near(high)) > high ? near(high) - 1 : near(high);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => at(first + i));
}
