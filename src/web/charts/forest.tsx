import type { Tier } from '../../shared/wire.ts';
import type { Html } from '../html.ts';
import type { Formats } from '../i18n/formats.ts';
import type { Forest } from './scale.ts';

/** Places on the scale go by half percents of its width. */
const STEPS = 2;

/**
 * Classes of the cell that shows a row's interval and rate: the styles draw them, and the line of the baseline in the middle
 * (styles/ranking.ts). Places are told as classes, tens and units apart, as the page's policy lets no style stand in the text. A
 * drawing of its own elements (SVG) in each of a hundred rows costs a third of a frame. Numbers stand beside it.
 */
export function forestClasses(
  forest: Forest,
  rate: number,
  interval: readonly [number, number] | null,
  tier: Tier | null,
): string {
  const at = placeOn(forest, rate);
  const [low, high] = interval === null ? [at, at] : interval.map((end) => placeOn(forest, end));
  return `c f${tier ?? 'n'} ${classesOf('a', 'b', low ?? at)} ${classesOf('g', 'h', high ?? at)} ${classesOf('i', 'j', at)}`;
}

/** Half percents of the width, 0 to 200; what runs off an end stands there. */
function placeOn(forest: Forest, rate: number): number {
  return Math.round(STEPS * Math.min(100, Math.max(0, forest.x(rate))));
}

function classesOf(tens: string, units: string, place: number): string {
  return `${tens}${Math.floor(place / 10)} ${units}${place % 10}`;
}

/** Pixels: of a letter at the styles' size of text, between two texts, and of a column of a table on a phone, at the least. */
const LETTER = 5.8;
const GAP = 4;
const NARROW = 64;

/** Of the ticks of either side, the outermost whose text neither runs off a column so wide nor into the baseline's. */
function ticksThatFit(
  forest: Forest,
  ticks: readonly number[],
  f: Formats,
  width: number,
): (number | undefined)[] {
  const half = (text: string) => (text.length * LETTER) / 2;
  const base = half(baseText(forest, f));
  const fits = (tick: number) => {
    // As wide as the one with a minus, so that both sides are alike.
    const own = half(f.fixed(forest.baseline - Math.abs(tick - forest.baseline), 0));
    const off = (Math.abs(forest.x(tick) - 50) / 100) * width;
    return off >= own + base + GAP && off + own <= width / 2 + 1;
  };
  const those = ticks.filter(fits);
  return [those.find((tick) => tick < forest.baseline), those.findLast((tick) => tick > forest.baseline)];
}

/** No lift is "0": what is exact needs no tenths. */
function baseText({ baseline }: Forest, f: Formats): string {
  return baseline === 0 ? '0' : f.decimal(baseline);
}

/** The axis over the rows: rates at the ticks, the baseline marked. `narrow` is the width of its column on a phone. */
export function ForestAxis({
  forest,
  f,
  narrow = NARROW,
}: {
  forest: Forest;
  f: Formats;
  narrow?: number;
}): Html {
  const ticks = forest.ticks.filter((tick) => Math.abs(forest.x(tick) - 50) >= 12);
  // Where there is little room, the outermost that fit are left.
  const ends = ticksThatFit(forest, ticks, f, narrow);
  return (
    <svg class="axis" aria-hidden="true">
      {ticks.map((tick) => (
        <text x={`${forest.x(tick)}%`} y="20" class={ends.includes(tick) ? undefined : 'w'}>
          {f.fixed(tick, 0)}
        </text>
      ))}
      <text class="base" x="50%" y="20">
        {baseText(forest, f)}
      </text>
    </svg>
  );
}
