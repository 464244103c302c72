import { FIRST_UNKNOWN_MODE } from './modes.ts';

/** What is odd about some entries, as shares of the battles it can happen to; all seen in real logs. */
export const QUIRKS = {
  /** `event.modeId` missing, as it was before 2025. */
  noModeId: 0.03,
  /** `event.mode` missing, or null. */
  noMode: 0.004,
  nullMode: 0.003,
  /** `event.mode` of a new mode is "unknown". */
  unknownMode: 0.9,
  /** `starPlayer` null though somebody won. */
  noStar: 0.005,
  /** Duels under their older name. */
  tagTeam: 0.2,
  /** Of battles on community maps: id 0 but a name; an id but no name. The others have neither. */
  namedCommunity: 0.15,
  namelessCommunity: 0.15,
} as const;

/** Which names and numbers of its mode an entry's event has. */
export interface EventShape {
  readonly hasModeId: boolean;
  /** Undefined: left out. */
  readonly mode: string | null | undefined;
}

/** The shape of an event from a uniform number in [0, 1). */
export function eventShape(quirk: number, modeId: number, name: string): EventShape {
  const { noModeId, noMode, nullMode, unknownMode } = QUIRKS;
  if (quirk < noModeId) return { hasModeId: false, mode: name };
  if (quirk < noModeId + noMode) return { hasModeId: true, mode: undefined };
  if (quirk < noModeId + noMode + nullMode) return { hasModeId: true, mode: null };
  const rest = 1 - noModeId - noMode - nullMode;
  const unknown = modeId >= FIRST_UNKNOWN_MODE && quirk > 1 - unknownMode * rest;
  return { hasModeId: true, mode: unknown ? 'unknown' : name };
}
