/**
 * The seam to the kernel: the only file that touches WebAssembly.
 *
 * One instance an isolate. The host lays out linear memory above the kernel's static data:
 *
 *     [heapBase …) query   a small fixed region for search text and ids
 *     [snapshot …) the attached snapshot, if any
 *     [work …)     input, scratch and output of the running call
 *
 * Calls are synchronous and never interleave, so the work area needs no bookkeeping between them.
 */
import * as codes from '../../kernel/layout/errors.ts';

/** Functions and memory that the module exports; addresses and lengths are i32. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  heapBase(): number;
  errorOffset(): number;
  [name: string]: unknown;
}

/** A failed kernel call: `code` is one of layout/errors.ts, `offset` the input byte at fault where one is. */
export class KernelError extends Error {
  readonly code: number;
  readonly offset: number;

  constructor(code: number, offset: number) {
    super(`${ERROR_TEXT[code] ?? `kernel error ${code}`} (code ${code}, at byte ${offset})`);
    this.name = 'KernelError';
    this.code = code;
    this.offset = offset;
  }
}

const ERROR_TEXT: Record<number, string> = {
  [codes.E_OUTPUT_FULL]: 'the output region is too small',
  [codes.E_JSON_SYNTAX]: 'not JSON: unexpected byte',
  [codes.E_JSON_TRUNCATED]: 'not JSON: it ends early',
  [codes.E_JSON_UTF8]: 'not UTF-8',
  [codes.E_JSON_DEPTH]: `JSON nested deeper than ${codes.MAX_DEPTH} levels`,
  [codes.E_SHAPE]: 'a field is missing or has the wrong type',
  [codes.E_RANGE]: 'a number is out of range',
  [codes.E_SNAPSHOT_FORMAT]: 'not a snapshot',
  [codes.E_SNAPSHOT_VERSION]: 'a snapshot of a version that this reader does not know',
  [codes.E_SNAPSHOT_CHECKSUM]: 'a snapshot with a wrong checksum',
  [codes.E_SNAPSHOT_BOUNDS]: 'a snapshot with a section, offset or index out of bounds',
  [codes.E_NO_SNAPSHOT]: 'no snapshot is loaded',
  [codes.E_ARGUMENT]: 'a call with arguments outside its contract',
};
