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
  FOLD_NEXT_EVEN,
  FOLD_NEXT_ODD,
  FOLD_PAIR,
  FOLD_SEPARATE,
} from '../../../kernel/search/layout.ts';
import { normalise } from '../../../src/kernel/reference/search/normalise.ts';

export const FOLD_TABLE_FILE = fileURLToPath(
  new URL('../../../kernel/search/fold-table.ts', import.meta.url),
);

/** ASCII is folded by a line of code, full-width ASCII by shifting it there, voicing marks by what precedes them. */
const FIRST = 0x80;
const LAST = 0xffff;
const BY_CODE = /[\uff01-\uff5e\u3099\u309a\uff9e\uff9f\ud800-\udfff]/;

/** What a character becomes between two letters. */
function foldedTo(code: number): string {
  return normalise(`a${String.fromCharCode(code)}b`).slice(1, -1);
}

/** Actions that have this effect on this character, the most widely shared first; none if it stays as it is. */
function actionsFor(code: number): number[] {
  if (BY_CODE.test(String.fromCharCode(code))) return [];
  const folded = foldedTo(code);
  const to = folded.charCodeAt(0);
  if (folded === String.fromCharCode(code)) return [];
  if (folded === '') return [FOLD_DROP];
  if (folded === ' ') return [FOLD_SEPARATE];
  if (folded.length === 2) return [FOLD_PAIR + ((to - 0x61) << 5) + (folded.charCodeAt(1) - 0x61)];
  const delta = to - code;
  return [to, ...(Math.abs(delta) < FOLD_ADD_ZERO ? [FOLD_ADD + FOLD_ADD_ZERO + delta] : [])];
}

/** Whether the action leaves the character alone or does to it what it should. */
function fits(code: number, action: number): boolean {
  const stays = actionsFor(code).length === 0 && !BY_CODE.test(String.fromCharCode(code));
  if (action === FOLD_NEXT_ODD) return stays ? (code & 1) === 1 : foldedTo(code).charCodeAt(0) === (code | 1);
  if (action === FOLD_NEXT_EVEN) {
    return stays ? (code & 1) === 0 : foldedTo(code).charCodeAt(0) === ((code + 1) & ~1);
  }
  return actionsFor(code).includes(action);
}

/** How many characters from `code` on one action serves. */
function reach(code: number, action: number): number {
  let end = code;
  while (end <= LAST && fits(end, action)) end++;
  return end - code;
}

/** [first, last, action] for every run of characters that change, ascending. */
export function makeFoldRuns(): [number, number, number][] {
  const runs: [number, number, number][] = [];
  for (let code = FIRST; code <= LAST; code++) {
    const actions = actionsFor(code);
    if (actions.length === 0) continue;
    const best = [...actions, FOLD_NEXT_ODD, FOLD_NEXT_EVEN]
      .map((action) => ({ action, length: reach(code, action) }))
      .reduce((longest, next) => (next.length > longest.length ? next : longest));
    runs.push([code, code + best.length - 1, best.action]);
    code += best.length - 1;
  }
  return runs;
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, '0')}`;
}

/** The text of the AssemblyScript file. */
export function makeFoldTableSource(): string {
  const runs = makeFoldRuns();
  const lines: string[] = [];
  for (let at = 0; at < runs.length; at += 4) {
    lines.push(
      `  ${runs
        .slice(at, at + 4)
        .map((run) => run.map(hex).join(', '))
        .join(', ')},`,
    );
  }
  return [
    '/** Made by test/kernel/search/fold-table.ts from the reference normaliser. Do not edit. */',
    `export const FOLD_RUNS = ${runs.length};`,
    '/** first character, last character, action (layout.ts): one row a run, ascending */',
    '// biome-ignore format: one row a run',
    'export const FOLD_TABLE: StaticArray<u16> = [',
    ...lines,
    '];',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FOLD_TABLE_FILE, makeFoldTableSource());
