/** Use rate × lift of a map's brawlers, in quadrants. */
import type { HtmlEscapedString } from 'hono/utils/html';
import type { MapAnswer } from '../../shared/wire.ts';
import { type Html, html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { linearScale, rootScale } from './scales.ts';

type Row = MapAnswer['brawlers'][number];

const WIDTH = 400;
const HEIGHT = 320;
const PAD = { left: 34, right: 10, top: 18, bottom: 34 } as const;
/** Widths of letters at the styles' size of text, on average. */
const LETTER_WIDTH = 6;
const LINE_HEIGHT = 13;
/** Of a dot (styles/map.ts). */
const RADIUS = 4;
const MAX_LABELS = 16;

interface Dot {
  readonly row: Row;
  readonly x: number;
  readonly y: number;
}

interface Label extends Dot {
  readonly anchor: 'start' | 'end';
  readonly left: number;
  readonly right: number;
}

/** Names for the dots that stand out most, as many as fit without covering one another, or another dot. */
export function placeLabels(dots: readonly Dot[]): Label[] {
  const placed: Label[] = [];
  const wanted = [...dots].sort((a, b) => weight(b.row) - weight(a.row));
  for (const dot of wanted) {
    if (placed.length === MAX_LABELS) break;
    const label = sidesOf(dot).find((side) => isFree(side, placed, dots));
    if (label !== undefined) placed.push(label);
  }
  return placed;
}

/** The label after its dot, and before it. */
function sidesOf(dot: Dot): Label[] {
  const width = [...dot.row.name].length * LETTER_WIDTH;
  return [
    { ...dot, anchor: 'start', left: dot.x + 7, right: dot.x + 7 + width },
    { ...dot, anchor: 'end', left: dot.x - 7 - width, right: dot.x - 7 },
  ];
}

/** Whether a label is within the plot, and off all other labels and dots. */
function isFree({ row, y, left, right }: Label, placed: readonly Label[], dots: readonly Dot[]): boolean {
  return (
    left > PAD.left &&
    right < WIDTH - PAD.right &&
    placed.every(
      (other) => Math.abs(other.y - y) >= LINE_HEIGHT || left > other.right + 2 || right < other.left - 2,
    ) &&
    dots.every(
      (dot) =>
        dot.row === row ||
        Math.abs(dot.y - y) >= LINE_HEIGHT / 2 + RADIUS ||
        dot.x + RADIUS < left ||
        dot.x - RADIUS > right,
    )
  );
}

/** How far from the ordinary: by lift, and by use. */
function weight({ lift, useRate, tier }: Row): number {
  return (tier === null ? 0 : Math.abs(lift ?? 0)) + useRate / 4;
}

/** The plot, for eyes and fingers; the ranking is the table behind it. Null where there is too little to plot. */
export function UsePlot({ context, rows: all }: { context: PageContext; rows: readonly Row[] }): Html | null {
  const { t, f, href } = context;
  const base = href('/brawler/');
  const rows = all.filter(({ tier, lift }) => tier !== null && lift !== null);
  if (rows.length < 4) return null;
  const share = 100 / all.length;
  const reach = Math.max(2, ...rows.map(({ lift }) => Math.abs(lift ?? 0))) * 1.1;
  const most = Math.max(share * 2, ...rows.map(({ useRate }) => useRate)) * 1.05;
  const x = rootScale([0, most], [PAD.left, WIDTH - PAD.right]);
  const y = linearScale([-reach, reach], [HEIGHT - PAD.bottom, PAD.top]);
  const round = (value: number) => Math.round(value * 10) / 10;
  const dots = rows.map((row) => ({ row, x: round(x(row.useRate)), y: round(y(row.lift ?? 0)) }));
  const [midX, midY] = [round(x(share)), round(y(0))];
  const [left, right, top, bottom] = [PAD.left, WIDTH - PAD.right, PAD.top, HEIGHT - PAD.bottom];
  return (
    <svg class="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <rect class="good" x={left} y={top} width={right - left} height={midY - top} />
      {y.ticks(5).map((tick) => (
        <>
          <path class="grid" d={`M${left} ${round(y(tick))}H${right}`} />
          <text class="tick" x={left - 5} y={round(y(tick)) + 4} text-anchor="end">
            {tick === 0 ? '0' : f.signed(tick).replace(/[.,]0$/, '')}
          </text>
        </>
      ))}
      {x
        .ticks(5)
        .filter((tick) => tick > 0)
        .map((tick) => (
          <text class="tick" x={round(x(tick))} y={bottom + 14} text-anchor="middle">
            {String(tick).replace('.', f.decimal(0.1).charAt(1))}
          </text>
        ))}
      <path class="mid" d={`M${midX} ${top}V${bottom}M${left} ${midY}H${right}`} />
      <text class="quad" x={left + 6} y={top + 14}>
        {t.map.sleeper}
      </text>
      <text class="quad" x={right - 4} y={top + 14} text-anchor="end">
        {t.map.meta}
      </text>
      <text class="quad" x={right - 4} y={bottom - 6} text-anchor="end">
        {t.map.trap}
      </text>
      <text class="quad" x={left + 6} y={bottom - 6}>
        {t.map.niche}
      </text>
      <text class="tick" x={right} y={HEIGHT - 4} text-anchor="end">
        {t.map.useAxis}
      </text>
      <text class="tick" x="4" y={top - 6}>
        {t.map.winAxis}
      </text>
      {dots.map((dot) => plotDot(context, base, dot))}
      {placeLabels(dots).map(({ row, x: at, y: line, anchor }) => (
        <text class="name" x={anchor === 'start' ? at + 7 : at - 7} y={line + 4} text-anchor={anchor}>
          {row.name}
        </text>
      ))}
    </svg>
  );
}

/** A dot that leads to the brawler, with room for a finger around it; not among the stops of the keyboard, the ranking is. */
function plotDot({ memo, f, t }: PageContext, base: string, { row, x, y }: Dot): HtmlEscapedString {
  const text = `${row.name}: ${f.signed(row.lift ?? 0)} ${t.words.points}, ${f.decimal(row.useRate)} %`;
  return html`<a href="${base}${memo.brawler(row.id)?.slug ?? row.id}" class="f${row.tier ?? 'n'}" tabindex="-1"><title>${text}</title><circle cx="${x}" cy="${y}"/></a>`;
}
