/** The image that a shared link to a map shows: its first brawlers, each with its interval about the baseline. */
import type { MapAnswer, Tier } from '../../shared/wire.ts';
import { type Forest, forestOf } from '../charts/scale.ts';
import { Canvas, textWidth } from './canvas.ts';
import { boxes, drawable } from './font.ts';
import { encodePng } from './png.ts';

/** Half of 1200 × 630, what networks show: every pixel is doubled. */
const WIDTH = 600;
const HEIGHT = 315;
const MARGIN = 24;
const ROWS = 6;
const ROW_HEIGHT = 30;
const TOP = 96;
const PLOT = { left: 262, right: 490 } as const;

/** The dark theme's colours (styles/tokens.ts), and bars of the tiers mixed with the ground. */
const PALETTE = [
  ...[0x0c0f12, 0x13171b, 0x242b32, 0x65717d, 0x98a3ad, 0xe8ecef, 0xc9f04b],
  ...[0xff8a6b, 0xf0bc50, 0xbcc6cf, 0x7fb2ff, 0xb09cff],
];
const [GROUND, CARD, LINE, EDGE, DIM, INK, ACCENT] = [0, 1, 2, 3, 4, 5, 6];
const TIER_COLORS: Readonly<Record<Tier, number>> = { S: 7, A: 8, B: 9, C: 10, D: 11 };

type Row = MapAnswer['brawlers'][number] & { tier: Tier };

/** The image as a PNG. English, since letters are few; says when the data is not the game's. */
export async function renderShareImage(answer: MapAnswer): Promise<Uint8Array> {
  return encodePng(drawCard(answer), PALETTE);
}

/** The picture, as indexes into its palette. */
export function drawCard(answer: MapAnswer): Canvas {
  const canvas = new Canvas(WIDTH, HEIGHT);
  canvas.rect(0, 0, WIDTH, HEIGHT, GROUND);
  canvas.rect(0, 0, WIDTH, 5, ACCENT);
  canvas.text(answer.mode, MARGIN, 22, 2, DIM);
  canvas.textEnd('BrawlFast', WIDTH - MARGIN, 22, 2, ACCENT);
  const title = boxes(drawable(answer.map)) * 2 > answer.map.length ? `Map ${answer.id}` : answer.map;
  const room = WIDTH - 2 * MARGIN;
  const scale = [5, 4, 3, 2].find((one) => textWidth(title, one) <= room) ?? 2;
  canvas.text(title, MARGIN, 46, scale, INK);
  drawRows(canvas, answer);
  canvas.text(footer(answer), MARGIN, HEIGHT - 22, 1, DIM);
  return canvas;
}

function drawRows(canvas: Canvas, answer: MapAnswer): void {
  const rows = answer.brawlers.filter((row): row is Row => row.tier !== null).slice(0, ROWS);
  canvas.rect(MARGIN - 8, TOP - 4, WIDTH - 2 * MARGIN + 16, ROWS * ROW_HEIGHT + 8, CARD);
  if (rows.length === 0) {
    canvas.text('Not enough data yet', MARGIN, TOP + 80, 3, DIM);
    return;
  }
  const forest = forestOf(rows, answer.baseline);
  canvas.rect((PLOT.left + PLOT.right) / 2, TOP, 1, rows.length * ROW_HEIGHT, EDGE);
  rows.forEach((row, i) => {
    if (i > 0) canvas.rect(MARGIN, TOP + i * ROW_HEIGHT, WIDTH - 2 * MARGIN, 1, LINE);
    drawRow(canvas, row, TOP + i * ROW_HEIGHT, forest);
  });
}

function drawRow(canvas: Canvas, row: Row, y: number, forest: Forest): void {
  const color = TIER_COLORS[row.tier];
  const middle = y + ROW_HEIGHT / 2;
  canvas.text(row.tier, MARGIN + 4, middle - 7, 2, color);
  const scale = textWidth(row.name, 2) <= PLOT.left - MARGIN - 40 ? 2 : 1;
  canvas.text(row.name, MARGIN + 30, middle - 3.5 * scale, scale, INK);
  const at = (rate: number) =>
    PLOT.left + (Math.min(100, Math.max(0, forest.x(rate))) / 100) * (PLOT.right - PLOT.left);
  if (row.interval !== null) {
    const [low, high] = [at(row.interval[0]), at(row.interval[1])];
    canvas.rect(low, middle - 1, high - low, 3, color);
  }
  canvas.rect(at(row.adjustedWinRate) - 3, middle - 4, 7, 9, color);
  const sign = row.lift === null ? '' : row.lift > 0 ? '+' : row.lift < 0 ? '−' : '±';
  const lift = row.lift === null ? '?' : `${sign}${Math.abs(row.lift).toFixed(1)}`;
  canvas.textEnd(lift, WIDTH - MARGIN - 4, middle - 7, 2, color);
}

/** What the numbers rest on. */
function footer({ battles, picks, data, updatedAt, builtAt }: MapAnswer): string {
  const source = { live: '', demo: 'Demo: simulated, not the real game', replay: 'Replayed data' }[data];
  const count = battles === null ? (picks === null ? '' : `${picks} picks`) : `${battles} battles`;
  const day = (updatedAt ?? builtAt).slice(0, 10);
  return ['Lift over the baseline, pp', count, day, source].filter((part) => part !== '').join(' · ');
}
