import { KIND_BRAWLERS, KIND_ROTATION } from '../../../kernel/layout/bundle.ts';
import type { Kernel } from '../../kernel/port.ts';
import type { OfficialExtract } from '../../upstream/official.ts';

/** The kernel, as the client of the official API takes it. */
export function officialExtract(kernel: Kernel): OfficialExtract {
  return {
    battles: (bytes, owner) => kernel.battles(bytes, owner),
    players: (bytes) => kernel.players(bytes),
    rotation: (bytes) => kernel.extract(KIND_ROTATION, bytes),
    brawlers: (bytes) => kernel.extract(KIND_BRAWLERS, bytes),
  };
}
