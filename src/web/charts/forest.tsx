import type { HtmlEscapedString } from 'hono/utils/html';
import type { Tier } from '../../shared/wire.ts';
import { type Html, html } from '../html.ts';
import type { Formats } from '../i18n/formats.ts';
import type { Forest } from './scale.ts';

/**
 * One row's interval and rate. The line of the baseline, in the middle, and what the drawings of all rows have in common are the
 * styles'. Numbers stand beside it.
 */
export function forestRow(
  forest: Forest,
  rate: number,
  interval: readonly [number, number] | null,
  tier: Tier | null,
): HtmlEscapedString {
  const low = interval === null ? 0 : Math.max(0, forest.x(interval[0]));
  const high = interval === null ? 0 : Math.min(100, forest.x(interval[1]));
  const band =
    interval === null || high <= low ? null : html`<rect x="${low}%" width="${(high - low).toFixed(1)}%"/>`;
  const at = Math.min(100, Math.max(0, forest.x(rate)));
  return html`<svg class="f f${tier ?? 'n'}" aria-hidden="true">${band}<circle cx="${at}%"/></svg>`;
}

/** The axis over the rows: rates at the ticks, the baseline marked. */
export function ForestAxis({ forest, f }: { forest: Forest; f: Formats }): Html {
  const ticks = forest.ticks.filter((tick) => Math.abs(forest.x(tick) - 50) >= 12);
  // Where there is little room, the outermost are left.
  const ends = [ticks[0], ticks[ticks.length - 1]];
  return (
    <svg class="f axis" aria-hidden="true">
      {ticks.map((tick) => (
        <text x={`${forest.x(tick)}%`} y="20" class={ends.includes(tick) ? undefined : 'w'}>
          {f.fixed(tick, 0)}
        </text>
      ))}
      <text class="base" x="50%" y="20">
        {f.decimal(forest.baseline)}
      </text>
    </svg>
  );
}
