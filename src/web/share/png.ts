/** PNG (https://www.w3.org/TR/png-3/): a palette of up to 16 colours, four bits a pixel, every pixel of the canvas twice as large. */
import type { Canvas } from './canvas.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const ZOOM = 2;
const BITS = 4;
const COLOR_PALETTE = 3;
/** Filters of a row: as it is; less the row above it. */
const FILTER_NONE = 0;
const FILTER_UP = 2;

/** The picture as a file; `palette` are colours as 0xrrggbb, by index. */
export async function encodePng(canvas: Canvas, palette: readonly number[]): Promise<Uint8Array> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, canvas.width * ZOOM);
  header.setUint32(4, canvas.height * ZOOM);
  header.setUint8(8, BITS);
  header.setUint8(9, COLOR_PALETTE);
  const colors = Uint8Array.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  const parts = [
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('PLTE', colors),
    chunk('IDAT', await deflate(scanlines(canvas))),
    chunk('IEND', new Uint8Array(0)),
  ];
  const file = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** Two pixels are a byte, so a pixel of the canvas is a byte with the same half twice; the second row of each is the first again. */
function scanlines({ width, height, pixels }: Canvas): Uint8Array<ArrayBuffer> {
  const line = width + 1;
  const lines = new Uint8Array(line * height * ZOOM);
  for (let row = 0; row < height; row++) {
    const at = row * ZOOM * line;
    lines[at] = FILTER_NONE;
    for (let x = 0; x < width; x++) lines[at + 1 + x] = (pixels[row * width + x] ?? 0) * 17;
    lines[at + line] = FILTER_UP;
  }
  return lines;
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const compressed = new Response(bytes).body?.pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(compressed).arrayBuffer());
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(data.length + 12);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  whole.set(new TextEncoder().encode(type), 4);
  whole.set(data, 8);
  view.setUint32(data.length + 8, crc32(whole.subarray(4, data.length + 8)));
  return whole;
}

/** CRC-32 as PNG wants it, bit by bit: chunks have a few kilobytes. */
function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
