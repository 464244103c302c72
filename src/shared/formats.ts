/** How battles of a mode are played, as far as a draft depends on it. */
export interface Format {
  /** brawlers a team */
  readonly size: number;
  /** one enemy team, so that enemies and bans can be named; Showdown has many */
  readonly hasEnemies: boolean;
  /** brawlers of a team play at the same time: not a duellist's, who come one after the other */
  readonly playsTogether: boolean;
}

const THREE: Format = { size: 3, hasEnemies: true, playsTogether: true };
const FIVE: Format = { ...THREE, size: 5 };

/** By the game's id of the mode; what isn't here is played three against three. */
const FORMATS: Readonly<Record<number, Format>> = {
  48000006: { size: 1, hasEnemies: false, playsTogether: true },
  48000009: { size: 2, hasEnemies: false, playsTogether: true },
  48000024: { ...THREE, playsTogether: false },
  48000031: FIVE,
  48000032: FIVE,
  48000033: FIVE,
  48000035: FIVE,
  48000038: { size: 3, hasEnemies: false, playsTogether: true },
};

/** The format of a mode by its id (48000000…); 0 is a mode without one. */
export function formatOf(modeId: number): Format {
  return FORMATS[modeId] ?? THREE;
}
