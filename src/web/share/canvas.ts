import { drawable, GLYPH_HEIGHT, GLYPH_WIDTH, glyph } from './font.ts';

/** A picture of palette indexes, row by row. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height);
  }

  /** Fills a rectangle; what lies outside is cut. */
  rect(x: number, y: number, width: number, height: number, color: number): void {
    const [left, right] = [Math.max(0, Math.round(x)), Math.min(this.width, Math.round(x + width))];
    const bottom = Math.min(this.height, Math.round(y + height));
    for (let row = Math.max(0, Math.round(y)); row < bottom; row++) {
      if (right > left) this.pixels.fill(color, row * this.width + left, row * this.width + right);
    }
  }

  /** Writes a text with dots of `scale` pixels; gives the x behind it. */
  text(text: string, x: number, y: number, scale: number, color: number): number {
    let at = x;
    for (const letter of drawable(text)) {
      glyph(letter).forEach((bits, row) => {
        for (let dot = 0; dot < GLYPH_WIDTH; dot++) {
          if ((bits >> (GLYPH_WIDTH - 1 - dot)) & 1)
            this.rect(at + dot * scale, y + row * scale, scale, scale, color);
        }
      });
      at += (GLYPH_WIDTH + 1) * scale;
    }
    return at - scale;
  }

  /** The same, ending at `right`. */
  textEnd(text: string, right: number, y: number, scale: number, color: number): void {
    this.text(text, right - textWidth(text, scale), y, scale, color);
  }
}

export function textWidth(text: string, scale: number): number {
  return Math.max(0, [...drawable(text)].length * (GLYPH_WIDTH + 1) - 1) * scale;
}

export function textHeight(scale: number): number {
  return GLYPH_HEIGHT * scale;
}
