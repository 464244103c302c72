/**
 * Makes kernel/search/fold-table.ts from the reference normaliser, so that the kernel folds every character alike.
 * A test compares the two; after a change of the rules run `node test/kernel/search/fold-table.ts` to write it.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  FOLD_ADD,
  FOLD_ADD_ZERO,
  FOLD_DROP,
  FOLD_HALF_WIDTH,
  FOLD_NEXT_EVEN,
  FOLD_NEXT_ODD,
  FOLD_PAIR,
  FOLD_SEPARATE,
  HALF_WIDTH_FIRST,
  HALF_WIDTH_LAST,
  HIRAGANA,
} from '../../../kernel/search/layout.ts';
import { normalise } from '../../../src/kernel/reference/search/normalise.ts';

export const FOLD_TABLE_FILE = fileURLToPath(
  new URL('../../../kernel/search/fold-table.ts', import.meta.url),
);

/** ASCII is folded by code; so are its full-width forms, and voicing marks, for which any action will do. */
const FIRST = 0x80;
const LAST = 0xffff;
const BY_CODE = /[\uff01-\uff5e\u3099\u309a\uff9e\uff9f\ud800-\udfff]/;

/** What each character becomes between two letters; null where any action will do. */
const FOLDED = Array.from({ length: LAST + 1 }, (_, code) => {
  const character = String.fromCharCode(code);
  return BY_CODE.test(character) ? null : normalise(`a${character}b`).slice(1, -1);
});

/** What the kernel's action makes of a character: FOLD_* in layout.ts. */
function act(action: number, code: number): string {
  if (action === FOLD_DROP) return '';
  if (action === FOLD_SEPARATE) return ' ';
  if (action === FOLD_NEXT_ODD) return String.fromCharCode(code | 1);
  if (action === FOLD_NEXT_EVEN) return String.fromCharCode((code + 1) & ~1);
  if (action === FOLD_HALF_WIDTH) return isHalfWidth(code) ? (FOLDED[code] ?? '') : '';
  if (action >= FOLD_ADD) return String.fromCharCode(code + action - FOLD_ADD - FOLD_ADD_ZERO);
  if (action < FOLD_PAIR) return String.fromCharCode(action);
  return String.fromCharCode(0x61 + ((action - FOLD_PAIR) >> 5), 0x61 + ((action - FOLD_PAIR) & 31));
}

function isHalfWidth(code: number): boolean {
  return code >= HALF_WIDTH_FIRST && code <= HALF_WIDTH_LAST;
}

function fits(action: number, code: number): boolean {
  const folded = FOLDED[code];
  return folded === null || folded === act(action, code);
}

/** Actions that might do to this character what they should. */
function candidates(code: number): number[] {
  const folded = FOLDED[code] ?? '';
  const to = folded.charCodeAt(0);
  const pair = FOLD_PAIR + ((to - 0x61) << 5) + (folded.charCodeAt(1) - 0x61);
  const add = FOLD_ADD + FOLD_ADD_ZERO + to - code;
  return [
    ...[FOLD_DROP, FOLD_SEPARATE, FOLD_NEXT_ODD, FOLD_NEXT_EVEN, FOLD_HALF_WIDTH],
    ...(folded.length === 2 ? [pair] : [to]),
    ...(Math.abs(to - code) < FOLD_ADD_ZERO ? [add] : []),
  ].filter((action) => fits(action, code));
}

/** How many characters from `code` on one action serves. */
function reach(action: number, code: number): number {
  let end = code;
  while (end <= LAST && fits(action, end)) end++;
  return end - code;
}

/** [first character, action] for every run of characters that one action serves, ascending, without gaps. */
export function makeFoldRuns(): [number, number][] {
  const runs: [number, number][] = [];
  let code = FIRST;
  while (code <= LAST) {
    const reaches = candidates(code).map((action) => ({ action, length: reach(action, code) }));
    const best = reaches.reduce((longest, next) => (next.length > longest.length ? next : longest));
    runs.push([code, best.action]);
    code += best.length;
  }
  return runs;
}

function toLines(values: readonly number[], digits: number): string[] {
  const texts = values.map((value) => `0x${value.toString(16).padStart(digits, '0')},`);
  const lines: string[] = [];
  for (let at = 0; at < texts.length; at += 12) lines.push(`  ${texts.slice(at, at + 12).join(' ')}`);
  return lines;
}

/** The text of the AssemblyScript file. */
export function makeFoldTableSource(): string {
  const runs = makeFoldRuns();
  const halfWidth = FOLDED.slice(HALF_WIDTH_FIRST, HALF_WIDTH_LAST + 1);
  return [
    '/** Made by test/kernel/search/fold-table.ts from the reference normaliser. Do not edit. */',
    `export const FOLD_RUNS = ${runs.length};`,
    '/** First character and action (layout.ts) of each run of characters; a run ends where the next one starts. */',
    '// biome-ignore format: pairs',
    'export const FOLD_TABLE: StaticArray<u16> = [',
    ...toLines(runs.flat(), 4),
    '];',
    '/** For half-width katakana: the hiragana, from HIRAGANA on. */',
    '// biome-ignore format: a table',
    'export const HALF_WIDTH_TABLE: StaticArray<u8> = [',
    ...toLines(
      halfWidth.map((kana) => (kana?.charCodeAt(0) ?? 0) - HIRAGANA),
      2,
    ),
    '];',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FOLD_TABLE_FILE, makeFoldTableSource());
