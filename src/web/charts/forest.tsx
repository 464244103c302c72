import type { Tier } from '../../shared/wire.ts';
import type { Html } from '../html.ts';
import type { Formats } from '../i18n/formats.ts';
import type { Forest } from './scale.ts';

/** One row's interval and rate; the line of the baseline is drawn by the styles, in the middle. Numbers stand beside it. */
export function ForestRow({
  forest,
  rate,
  interval,
  tier,
}: {
  forest: Forest;
  rate: number;
  interval: readonly [number, number] | null;
  tier: Tier | null;
}): Html {
  const low = interval === null ? 0 : Math.max(0, forest.x(interval[0]));
  const high = interval === null ? 0 : Math.min(100, forest.x(interval[1]));
  return (
    <svg class={`f f${tier ?? 'n'}`} aria-hidden="true">
      {interval === null || high <= low ? null : (
        <rect x={`${low}%`} width={`${(high - low).toFixed(1)}%`} y="13" height="6" rx="3" />
      )}
      <circle cx={`${Math.min(100, Math.max(0, forest.x(rate)))}%`} cy="16" r="4.5" />
    </svg>
  );
}

/** The axis over the rows: rates at the ticks, the baseline marked. */
export function ForestAxis({ forest, f }: { forest: Forest; f: Formats }): Html {
  return (
    <svg class="f axis" aria-hidden="true">
      {forest.ticks
        .filter((tick) => Math.abs(forest.x(tick) - 50) >= 12)
        .map((tick) => (
          <text x={`${forest.x(tick)}%`} y="20">
            {f.whole(tick)}
          </text>
        ))}
      <text class="base" x="50%" y="20">
        {f.decimal(forest.baseline)}
      </text>
    </svg>
  );
}
