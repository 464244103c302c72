/**
 * *Effects*: what two allies do together (pairs) or one enemy to the other (match-ups), fitted from sums of one kind
 * (layout/tally.ts); the input of snapshotBuild beside them. docs/draft.md says how they are fitted. Little-endian:
 *
 *     EH_* fields | codes, u32 | matrices, MATRIX_FIELDS u32 each | n + 1 positions, u32 | rows, EFFECT_FIELDS u32 each |
 *     effects, i8, matrix by matrix | errors, u8, likewise
 *
 * A matrix has a cell for each two of n brawlers a < b, in ascending order of (a, b), where a and b are indexes into the
 * codes. The row of positions gives each brawler's rows.
 */
/** "BFE1", read as a little-endian u32. */
export const EFFECTS_MAGIC = 0x31454642;
export const EFFECTS_HEADER_FIELDS = 12;
export const EH_MAGIC = 0;
export const EH_LENGTH = 1;
/** COUNT_PAIRS or COUNT_MATCHUPS */
export const EH_KIND = 2;
/** codes, ascending: a brawler's id less FIRST_BRAWLER_ID, plus 1 */
export const EH_BRAWLERS = 3;
export const EH_MATRICES = 4;
export const EH_ROWS = 5;
/** f64, log-odds²: variance of the effects between pairs, and of a pair's between modes */
export const EH_SPREAD = 8;
export const EH_MODE_SPREAD = 10;

export const MATRIX_FIELDS = 2;
/** place of the mode as in keys of counts; ANY_PLACE for modes without a matrix of their own, which stands first */
export const MATRIX_PLACE = 0;
/** the error of a pair that was never seen, steps */
export const MATRIX_BLANK = 1;
export const ANY_PLACE = 0xffffffff;

/* A row: one of a brawler's surest effects over all modes; first those for it, then those against it, surest first. */
export const EFFECT_FIELDS = 6;
/** code of the ally or enemy */
export const EFFECT_OTHER = 0;
/** plain counts in the window, of the brawler that has the row */
export const EFFECT_GAMES = 1;
export const EFFECT_HALF_WINS = 2;
/** win rate that the main effects predict, 1/100 pp */
export const EFFECT_EXPECTED = 3;
/** i32, 1/100 pp */
export const EFFECT_SHIFT = 4;
/** standard deviation of that, 1/100 pp */
export const EFFECT_ERROR = 5;

/** steps of a matrix to a log-odds of 1 */
export const STEPS_A_LOGIT = 100;
/** Most brawlers of a matrix: with more there are no effects. The game has a hundred, and adds eight a year. */
export const MAX_EFFECT_BRAWLERS = 256;
/** Most modes that counts may speak of; with more there are no effects. */
export const MAX_EFFECT_PLACES = 256;
/** Most matrices beside that of ANY_PLACE: those of the modes that say most. 12 kB each at 110 brawlers. */
export const MAX_EFFECT_MODES = 10;
/** Most rows of a brawler for it, and as many against it. */
export const MAX_EFFECT_ROWS = 10;
