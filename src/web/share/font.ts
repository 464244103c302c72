/** Letters of 5 × 7 dots for the image of shared links, drawn for it: capitals, digits and what names need beside them. */

export const GLYPH_WIDTH = 5;
export const GLYPH_HEIGHT = 7;

/** Seven rows from the top, each five dots as a digit of base 32, the leftmost dot its highest bit. */
const LETTERS = `A ehhvhhh B uhhuhhu C ehggghe D uhhhhhu E vgguggv F vgguggg G ehgnhhf H hhhvhhh I e44444e J 72222ic K hikokih
L ggggggv M hrllhhh N hhpljhh O ehhhhhe P uhhuggg Q ehhhlid R uhhukih S fgge11u T v444444 U hhhhhhe V hhhhha4 W hhhllrh X hha4ahh
Y hha4444 Z v1248gv 0 ehjlphe 1 4c4444e 2 eh1248v 3 v2421he 4 26aiv22 5 vgu11he 6 68guhhe 7 v124888 8 ehhehhe 9 ehhf12c
+ 044v440 - 000e000 − 000e000 ± 044v40v . 00000cc , 0000c48 ' c480000 ’ c480000 % op248j3 ( 2488842 ) 8422248 ! 4444404
& cik8lid / 01248g0 : 0cc0cc0 ? eh12404 # aavavaa * 04lel40 · 0004000`;

const GLYPHS: ReadonlyMap<string, string> = new Map(
  [...LETTERS.matchAll(/(\S)\s(\S{7})/gu)].map(([, letter = '', rows = '']) => [letter, rows]),
);

/** What stands for a letter that isn't drawn. */
const BOX = 'vhhhhhv';

/** The rows of a letter, from the top, as bits; capitals stand for small letters and for letters with marks. */
export function glyph(letter: string): number[] {
  const rows = letter === ' ' ? '0000000' : (GLYPHS.get(letter) ?? BOX);
  return [...rows].map((row) => Number.parseInt(row, 32));
}

/** A text as it can be drawn. */
export function drawable(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
}

/** How many letters of a text (drawable) are drawn as a box. */
export function boxes(text: string): number {
  return [...text].filter((letter) => letter !== ' ' && !GLYPHS.has(letter)).length;
}
