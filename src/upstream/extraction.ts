/** Answers as the kernel takes them: bytes in, bytes or the place of a fault out. */
import { E_JSON_DEPTH, E_JSON_SYNTAX, E_JSON_TRUNCATED, E_JSON_UTF8 } from '../../kernel/layout/errors.ts';
import type { Result } from '../shared/result.ts';
import type { Failure } from './exchange.ts';

/** A code of kernel/layout/errors.ts, and the byte of the answer where it struck. */
export interface Misread {
  readonly code: number;
  readonly offset: number;
}

export type Extraction = Result<Uint8Array, Misread>;

const NOT_JSON: ReadonlySet<number> = new Set([E_JSON_SYNTAX, E_JSON_UTF8, E_JSON_DEPTH]);

/** An answer that could not be read, as its host's failure: `truncated`, `not-json` or `wrong-shape`. */
export function misread({ code, offset }: Misread): Failure {
  return { kind: kindOf(code), detail: `code ${code} at byte ${offset}` };
}

function kindOf(code: number) {
  if (code === E_JSON_TRUNCATED) return 'truncated';
  return NOT_JSON.has(code) ? 'not-json' : 'wrong-shape';
}
