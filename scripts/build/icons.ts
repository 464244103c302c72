/**
 * The icons, drawn here: a bolt made of two of the ranking's bars. One drawing, as SVG and, since some systems take nothing else, as
 * PNG (https://www.w3.org/TR/png-3/), filled by the even-odd rule at 4 × 4 points a pixel.
 */
import { crc32, deflateSync } from 'node:zlib';

type Point = readonly [number, number];
type Colour = readonly [number, number, number];

/** The drawing's own units. */
const SIDE = 64;
const CORNER = 14;
const GROUND: Colour = [0x10, 0x14, 0x1b];
const ACCENT: Colour = [0xff, 0xb0, 0x20];
const BOLT: readonly Point[] = [
  [37, 8],
  [17, 36],
  [30, 36],
  [26, 56],
  [47, 27],
  [34, 27],
];
/** What a mask leaves for sure is a circle of 80 %: https://www.w3.org/TR/appmanifest/#icon-masks */
const MASKED_SCALE = 0.8;
const POINTS = 4;

const DRAWINGS: Readonly<Record<string, () => Uint8Array>> = {
  'icon.svg': () => new TextEncoder().encode(svg()),
  'icon-192.png': () => png(192, true, 1),
  'icon-512.png': () => png(512, true, 1),
  'icon-maskable-512.png': () => png(512, false, MASKED_SCALE),
  'apple-touch-icon.png': () => png(180, false, MASKED_SCALE),
};

export const ICONS: readonly string[] = Object.keys(DRAWINGS);

/** Name and bytes of each icon. */
export function iconFiles(): [string, Uint8Array][] {
  return Object.entries(DRAWINGS).map(([name, draw]) => [name, draw()]);
}

function svg(): string {
  const path = BOLT.map(([x, y]) => `${x} ${y}`).join('L');
  const hex = (colour: Colour) => `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}"><rect width="${SIDE}" height="${SIDE}" rx="${CORNER}" fill="${hex(GROUND)}"/><path d="M${path}Z" fill="${hex(ACCENT)}"/></svg>`;
}

/** `size` × `size` pixels; `rounded` corners are transparent; the bolt is `scale` times as large. */
function png(size: number, rounded: boolean, scale: number): Uint8Array {
  const rows = new Uint8Array(size * (1 + 4 * size));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [ground, bolt] = coverage(x, y, size, rounded, scale);
      const at = y * (1 + 4 * size) + 1 + 4 * x;
      for (let channel = 0; channel < 3; channel++) {
        rows[at + channel] = Math.round((GROUND[channel] ?? 0) * (1 - bolt) + (ACCENT[channel] ?? 0) * bolt);
      }
      rows[at + 3] = Math.round(255 * ground);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // 8 bits a channel, RGBA
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Shares of a pixel, 0 to 1, that the ground and the bolt cover. */
function coverage(x: number, y: number, size: number, rounded: boolean, scale: number): [number, number] {
  let ground = 0;
  let bolt = 0;
  for (let point = 0; point < POINTS * POINTS; point++) {
    const px = ((x + ((point % POINTS) + 0.5) / POINTS) * SIDE) / size;
    const py = ((y + (Math.floor(point / POINTS) + 0.5) / POINTS) * SIDE) / size;
    if (!rounded || isInRoundedSquare(px, py)) ground++;
    if (isInBolt(SIDE / 2 + (px - SIDE / 2) / scale, SIDE / 2 + (py - SIDE / 2) / scale)) bolt++;
  }
  return [ground / POINTS ** 2, bolt / POINTS ** 2];
}

function isInRoundedSquare(x: number, y: number): boolean {
  const dx = Math.max(CORNER - x, x - (SIDE - CORNER), 0);
  const dy = Math.max(CORNER - y, y - (SIDE - CORNER), 0);
  return dx * dx + dy * dy <= CORNER * CORNER;
}

function isInBolt(x: number, y: number): boolean {
  let inside = false;
  BOLT.forEach(([x1, y1], i) => {
    const [x2, y2] = BOLT[(i + 1) % BOLT.length] as Point;
    if (y1 > y !== y2 > y && x < x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)) inside = !inside;
  });
  return inside;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
