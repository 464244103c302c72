import * as codes from '../../kernel/layout/errors.ts';
import type { KernelFault } from './port.ts';

const TEXT: Readonly<Record<number, string>> = {
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
  [codes.E_NO_SNAPSHOT]: 'no snapshot is open',
  [codes.E_ARGUMENT]: 'arguments outside the contract of the call',
  [codes.E_COUNT_FORMAT]: 'not an extracted battle log, or not tallies',
};

/** The fault that an error code stands for. */
export function faultOf(code: number, offset = 0): KernelFault {
  return { code, offset, message: TEXT[code] ?? `kernel error ${code}` };
}

/** Thrown where a code can only come from a bug of ours. */
export class KernelError extends Error {
  readonly fault: KernelFault;

  constructor(fault: KernelFault) {
    super(`kernel: ${fault.message} (code ${fault.code}, byte ${fault.offset})`);
    this.name = 'KernelError';
    this.fault = fault;
  }
}
