/** The scales that charts need; the rest of d3-scale is too large for a page's client. */
import { ticks } from 'd3-array';

export interface Scale {
  (value: number): number;
  /** round values within the domain, about so many */
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
